using System.Text.Json;

namespace Phalanx.Cli.Tests;

/// <summary>What one run of the tool printed and returned.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    /// <summary>Runs the tool inside this process; arguments are separated by single spaces.</summary>
    public static CommandLine Run(string arguments, CancellationToken cancellation = default) => Run(arguments, new Library(), cancellation);

    /// <summary>The same with other registries than the built-in ones.</summary>
    public static CommandLine Run(string arguments, Library library, CancellationToken cancellation = default)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = Tool.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error, cancellation, library);
        return new CommandLine(exitCode, output.ToString(), error.ToString());
    }

    public void AssertError(int exitCode, string message)
    {
        Assert.Equal($"error: {message}{Environment.NewLine}", Error);
        Assert.Equal(exitCode, ExitCode);
    }
}
