// Pages say instants as mails do.
export * from '#lists/moments.ts'
