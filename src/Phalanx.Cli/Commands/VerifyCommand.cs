using System.CommandLine;
using Phalanx.Cli.Training;
using Phalanx.Foundation;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx verify</c>: trains the beginning of a run again and compares the metrics byte for byte.</summary>
internal sealed class VerifyCommand : Command
{
    private const int FewRows = 3;

    private readonly Library _library;
    private readonly Argument<string> _run = new("run-dir") { Description = "The run's folder; its settings and metrics are enough, and nothing in it is touched." };
    private readonly Option<int?> _rows = new("--rows") { Description = $"How many of its first tests to make again; by default {FewRows}.", HelpName = "K" };
    private readonly Option<bool> _all = new("--all") { Description = "Make all of its tests again." };
    private readonly ThreadsOption _threads = new("what the run's settings say; they change nothing");
    private readonly AllowCommandOption _allowCommand = new();
    private readonly JsonOption _json = new();

    public VerifyCommand(Library library)
        : base("verify", "Train the beginning of a run again, elsewhere, and tell whether its metrics come out the same byte for byte.")
    {
        _library = library;
        Add(_run);
        Add(_rows);
        Add(_all);
        Add(_threads);
        Add(_allowCommand);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        string folder = result.GetValue(_run)!;
        int? rows = Rows(result);
        return VerifySession.Run(
            folder,
            observer => RunVerification.Open(
                folder,
                rows,
                _library.Environments,
                _library.Algorithms,
                new TrainerServices { Observer = observer, Threads = result.GetValue(_threads), AllowsCommand = result.GetValue(_allowCommand) }),
            result.InvocationConfiguration.Output,
            result.GetValue(_json),
            cancellation);
    }

    /// <summary>How many rows are asked for; null for all.</summary>
    private int? Rows(ParseResult result)
    {
        int? rows = result.GetValue(_rows);
        if (result.GetValue(_all))
        {
            return rows is null ? null : throw new UserErrorException("--rows and --all contradict each other: --all makes all rows again");
        }

        return rows is null or >= 1 ? rows ?? FewRows : throw new UserErrorException($"option '--rows' is '{rows}'; it must be at least 1");
    }
}
