using System.CommandLine;

namespace Phalanx.Cli.Training;

/// <summary>Where a run is shown.</summary>
/// <param name="Output">Where results are written.</param>
/// <param name="Error">Where warnings are written.</param>
/// <param name="Json">Whether the outcome is a document, with nothing beside it.</param>
internal sealed record SessionOutput(TextWriter Output, TextWriter Error, bool Json)
{
    /// <summary>What 'resume' needs beside the run to go on as it was trained.</summary>
    public string ResumeOptions { get; init; } = "";

    /// <summary>Whether the run is shown as a picture.</summary>
    public bool IsPictured => !Json && Terminal.ShowsPicture(Output);

    /// <summary>Whether what is shown is drawn again and again, so that lines in between would tear it.</summary>
    public bool IsDrawn => !Json && Terminal.IsTerminal(Output);

    /// <summary>That of a command.</summary>
    /// <param name="result">The command.</param>
    /// <param name="json">Whether its outcome is a document.</param>
    public static SessionOutput Of(ParseResult result, bool json) => new(result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, json);
}
