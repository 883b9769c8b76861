using System.Text.Json;
using Microsoft.Playwright;

namespace Phalanx.Pages.Tests.Browsers;

/// <summary>What is on a screenshot, as far as its colours tell.</summary>
/// <param name="Colours">How many different colours there are.</param>
/// <param name="Commonest">The commonest colour, as <c>#rrggbb</c>.</param>
/// <param name="Share">The share of all points that has it.</param>
internal sealed record Picture(int Colours, string Commonest, double Share)
{
    // The browser can read its own pictures, and has a thousandfold of the code that this takes.
    private const string Count = """
        async ({ png, areas }) => {
          const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d', { willReadFrequently: true });
          context.drawImage(bitmap, 0, 0);
          const count = ([left, top, width, height]) => {
            const points = new DataView(context.getImageData(left, top, width, height).data.buffer);
            const counts = new Map();
            for (let at = 0; at < points.byteLength; at += 4) {
              const colour = points.getUint32(at) >>> 8;
              counts.set(colour, (counts.get(colour) ?? 0) + 1);
            }
            const [colour, most] = [...counts].reduce((best, each) => each[1] > best[1] ? each : best);
            return { colours: counts.size, commonest: '#' + colour.toString(16).padStart(6, '0'), share: most * 4 / points.byteLength };
          };
          return (areas.length > 0 ? areas : [[0, 0, bitmap.width, bitmap.height]]).map(count);
        }
        """;

    /// <summary>Counts, in a page of the browser that has nothing else to do.</summary>
    public static async Task<IReadOnlyList<Picture>> OfAsync(IPage page, byte[] png, double[][] areas)
    {
        JsonElement counted = await page.EvaluateAsync<JsonElement>(Count, new { png = Convert.ToBase64String(png), areas });
        return
        [
            .. counted.EnumerateArray().Select(each => new Picture(
                each.GetProperty("colours").GetInt32(), each.GetProperty("commonest").GetString()!, each.GetProperty("share").GetDouble())),
        ];
    }

    /// <summary>Asserts that something is to be seen, on a ground of a colour.</summary>
    public void AssertShowsSomethingOn(string ground)
    {
        Assert.Equal(ground, Commonest);
        Assert.InRange(Colours, 21, int.MaxValue);
        Assert.InRange(Share, 0, 0.98);
    }
}
