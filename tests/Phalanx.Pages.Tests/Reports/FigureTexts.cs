using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Reports;

/// <summary>The texts inside figures, which axe passes over: whether they cover each other, are cut off, or are too pale to read.</summary>
internal static class FigureTexts
{
    private const string Faults = """
        () => {
          const light = colour => {
            const parts = colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          };
          const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
          const faults = [];
          for (const figure of document.querySelectorAll('figure svg')) {
            const name = figure.querySelector('title').textContent;
            const whole = figure.getBoundingClientRect();
            const scale = whole.width / figure.viewBox.baseVal.width;
            const ground = getComputedStyle(figure.querySelector('.ground-fill')).fill;
            const texts = [...figure.querySelectorAll('text')].map(text => ({ text: text.textContent, area: text.getBoundingClientRect(), fill: getComputedStyle(text).fill }));
            if (texts.length === 0) faults.push(`${name}: no text`);
            for (const each of texts) {
              if (each.area.left < whole.left - 1 || each.area.right > whole.right + 1 || each.area.top < whole.top - 1 || each.area.bottom > whole.bottom + 1)
                faults.push(`${name}: '${each.text}' is cut off`);
              if (contrast(each.fill, ground) < 4.5) faults.push(`${name}: '${each.text}' has ${each.fill} on ${ground}`);
            }
            // Lines of text that stand close together touch, and may by a sixth of their height.
            const slack = 2.5 * scale;
            for (let i = 0; i < texts.length; i++)
              for (let j = i + 1; j < texts.length; j++) {
                const [a, b] = [texts[i].area, texts[j].area];
                if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack)
                  faults.push(`${name}: '${texts[i].text}' and '${texts[j].text}' cover each other`);
              }
          }
          return faults.slice(0, 12);
        }
        """;

    /// <summary>Asserts that all of them can be read.</summary>
    public static async Task AssertReadableAsync(OpenPage page) => Found.Nothing(await page.Page.EvaluateAsync<string[]>(Faults));
}
