using System.CommandLine;
using Phalanx.Cli.Commands;
using Phalanx.Foundation;

namespace Phalanx.Cli;

/// <summary>The tool as a function of its arguments: the tree of commands, and how each ending is told.</summary>
internal static class Tool
{
    /// <summary>What it is called on a command line.</summary>
    public const string Name = "phalanx";

    // A word that begins with @ is a word, not the name of a file of further words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="output">Where results are written.</param>
    /// <param name="error">Where errors are written.</param>
    /// <param name="cancellation">Ends the command early.</param>
    /// <param name="library">The registries that commands find names in; null for the built-in ones.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation, Library? library = null)
    {
        // Asked of the words themselves, because it must be known even when they cannot be parsed.
        bool json = args.Contains(JsonOption.Name);
        (output, error) = (new ShownWriter(output), new ShownWriter(error));
        try
        {
            ParseResult result = CreateRoot(library ?? new Library()).Parse(args, Parsing);
            CommandLineErrors.ThrowIfAny(result);
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return result.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ReportError(Interruption.Told, ExitCode.Interrupted);
        }
        catch (UserErrorException exception)
        {
            return ReportError(exception.Message, ExitCode.UserError);
        }
#pragma warning disable CA1031 // Every failure is told in one line; no caller could tell it better.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ReportError(FailureSentence.Of(exception), ExitCode.Fault);
        }

        int ReportError(string message, int exitCode)
        {
            string line = Shown.Sentence(message);
            Tell(() => error.WriteLine($"error: {line}"));
            if (json)
            {
                Tell(() => JsonDocuments.WriteError(output, line));
            }

            return exitCode;
        }
    }

    /// <summary>Tells how a command ended, as far as it can be told: where neither stream can be written, the exit code is left.</summary>
    private static void Tell(Action write)
    {
        try
        {
            write();
        }
        catch (ExplainedException)
        {
            // The disk behind the stream is full, or the stream is closed.
        }
    }

    private static RootCommand CreateRoot(Library library) => new("Phalanx trains teams: cooperative multi-agent reinforcement learning on its own numerics.")
    {
        HelpName = Name,
        Subcommands =
        {
            new TrainCommand(library),
            new ResumeCommand(library),
            new EvaluateCommand(library),
            new ExportCommand(library),
            new VerifyCommand(library),
            new WatchCommand(),
            new DashboardCommand(library),
            new ListCommand(library),
            new ShowCommand(library),
            new CheckCommand(library),
            new AnalyzeCommand(library),
            new SweepCommand(library),
            new ReportCommand(library),
            new ReplayCommand(library),
            new ReproduceCommand(library),
            new ClusterCommand(library),
            new BenchCommand(library),
            new Sc2ServerCommand(),
            new DoctorCommand(),
            new SlotCommand(library),
            new PlayCommand(library),
        },
    };
}
