using System.Text.Json;
using Microsoft.Playwright;

namespace Phalanx.Pages.Tests.Browsers;

/// <summary>A picture of a page that stands in the documentation, in docs/pictures.</summary>
internal static class DocumentPicture
{
    // The 256 commonest colours stay; every other one, which is the edge of a letter or of a line, becomes the nearest of them.
    private const string Reduce = """
        async png => {
          const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
          context.drawImage(bitmap, 0, 0);
          const points = new DataView(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
          const counts = new Map();
          for (let at = 0; at < points.byteLength; at += 4) {
            const colour = points.getUint32(at) >>> 8;
            counts.set(colour, (counts.get(colour) ?? 0) + 1);
          }
          const parts = colour => [colour >> 16, colour >> 8 & 255, colour & 255];
          const palette = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 256).map(([colour]) => parts(colour));
          const nearest = new Map([...counts.keys()].map(colour => {
            const wanted = parts(colour);
            const far = palette.map(each => each.reduce((sum, part, place) => sum + (part - wanted[place]) ** 2, 0));
            return [colour, far.indexOf(Math.min(...far))];
          }));
          let text = '';
          for (let at = 0; at < points.byteLength; at += 4) text += String.fromCharCode(nearest.get(points.getUint32(at) >>> 8));
          return { width: bitmap.width, palette: palette.flat(), points: btoa(text) };
        }
        """;

    /// <summary>Writes a screenshot where it stands, with as few bytes as the eye allows.</summary>
    /// <param name="browser">Reads it.</param>
    /// <param name="name">What the file is called.</param>
    /// <param name="png">The screenshot.</param>
    public static async Task WriteAsync(Browser browser, string name, byte[] png)
    {
        IPage page = await browser.Driven.NewPageAsync();
        JsonElement reduced = await page.EvaluateAsync<JsonElement>(Reduce, Convert.ToBase64String(png));
        await page.CloseAsync();
        byte[] palette = [.. reduced.GetProperty("palette").EnumerateArray().Select(part => part.GetByte())];
        byte[] file = IndexedPng.Of(reduced.GetProperty("width").GetInt32(), palette, reduced.GetProperty("points").GetBytesFromBase64());
        string folder = Path.Combine(RepositoryRoot.Path, "docs/pictures");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), file);
    }
}
