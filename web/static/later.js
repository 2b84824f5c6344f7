// Fetches what takes longer than the page that it belongs to. Without this script a link leads to the same.
//   data-later="URL"   its content becomes what stands there
//   data-when="wide"   at once on a wide screen; on a narrow one when its link is followed
;(function () {
  'use strict'
  if (!window.fetch || !document.querySelectorAll) return

  function load(place) {
    place.setAttribute('aria-busy', 'true')
    return fetch(place.getAttribute('data-later'), { credentials: 'same-origin' })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status))
        return answer.text()
      })
      .then(
        function (html) {
          place.innerHTML = html
          place.removeAttribute('aria-busy')
        },
        function (error) {
          place.removeAttribute('aria-busy')
          throw error
        },
      )
  }

  function whenAsked(place) {
    var link = place.querySelector('a')
    if (!link) return
    link.addEventListener('click', function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return
      event.preventDefault()
      var url = link.href
      load(place).then(
        function () {
          var title = place.querySelector('h2')
          if (!title) return
          title.setAttribute('tabindex', '-1')
          title.focus()
        },
        function () {
          window.location.href = url
        },
      )
    })
  }

  var wide = !window.matchMedia || window.matchMedia('(min-width: 60rem)').matches
  document.querySelectorAll('[data-later]').forEach(function (place) {
    whenAsked(place)
    if (wide || place.getAttribute('data-when') !== 'wide') load(place).catch(function () {})
  })
})()
