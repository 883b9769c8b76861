using System.Text.RegularExpressions;
using Phalanx.Cli.Watching;
using Phalanx.Pages.Tests.Browsers;
using Spectre.Console;

namespace Phalanx.Pages.Tests.Terminals;

/// <summary>
/// The picture of a terminal in the documentation, of a run that is there: <c>PHALANX_PICTURES_OF_TERMINAL=&lt;run directory&gt; dotnet test
/// tests/Phalanx.Pages.Tests --filter Category=Pictures</c>. It is what the tool draws, on a terminal of 100 columns with the colours of one.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
[Trait("Category", "Pictures")]
public sealed class TerminalPictures(Browser browser) : IDisposable
{
    private const string Variable = "PHALANX_PICTURES_OF_TERMINAL";
    private const int Columns = 100;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task A_picture_is_taken_of_a_run_on_a_terminal()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } run)
        {
            return;
        }

        RunView seen = new FollowedRun(run).Look();
        string shown = Regex.Match(run, "runs/.*?(?=/*$)") is { Success: true } below ? below.Value : run;
        string page = _folder.Write("terminal.html", Page(Drawn(new RunPicture(seen with { Title = seen.Title with { Folder = shown } }))));
        await using OpenPage open = await browser.OpenFileAsync(page, PageForm.Desktop with { Scale = 2 });
        await DocumentPicture.WriteAsync(browser, "terminal", await open.Page.Locator("main").ScreenshotAsync());
    }

    private static string Drawn(RunPicture picture)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(TextWriter.Null),
        });
        console.Profile.Width = Columns;
        console.Profile.Capabilities.Unicode = true;
        using var recorder = new Recorder(console);
        recorder.Write(picture);
        return recorder.ExportHtml();
    }

    private static string Page(string drawn) =>
        $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>A terminal</title>
        <style>
          body { margin: 0 } main { display: inline-block; padding: 18px 22px; background: #14171a; color: #e6e8ea }
          pre { margin: 0; font: 15px/1.3 "DejaVu Sans Mono", monospace } span { font-style: normal !important }
        </style></head><body><main>{{drawn}}</main></body></html>
        """;
}
