using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>
/// The pictures of replays in the documentation, of records that are there: <c>PHALANX_PICTURES_OF_RECORDS='name=file#moment ...' dotnet test
/// tests/Phalanx.Pages.Tests --filter Category=Pictures</c>, where a moment is what the page's own address tells of it. For each there is one picture
/// on a desk and one on a telephone.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
[Trait("Category", "Pictures")]
public sealed class ReplayPictures(Browser browser) : IDisposable
{
    private const string Variable = "PHALANX_PICTURES_OF_RECORDS";

    private readonly ReplayFiles _replays = new();

    public void Dispose() => _replays.Dispose();

    [BrowserFact]
    public async Task Pictures_are_taken_of_every_record_that_is_named()
    {
        foreach (string wanted in (Environment.GetEnvironmentVariable(Variable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = wanted.Split(['=', '#'], 3);
            string page = _replays.Write(await File.ReadAllBytesAsync(parts[1]));
            await TakeAsync(page, PageForm.Desktop with { Scale = 2 }, parts[2], $"replay-{parts[0]}");
            await TakeAsync(page, PageForm.Phone with { Scale = 2 }, parts[2], $"replay-{parts[0]}-phone");
        }
    }

    private async Task TakeAsync(string file, PageForm form, string moment, string name)
    {
        await using OpenPage open = await ReplayFiles.OpenAsync(browser, file, form, moment);
        await open.AssertAloneAsync();
        await open.AssertFitsAsync();
        await DocumentPicture.WriteAsync(browser, name, await open.Page.ScreenshotAsync());
    }
}
