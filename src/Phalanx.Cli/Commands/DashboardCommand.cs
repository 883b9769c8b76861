using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Phalanx.Dashboard;
using Phalanx.Dashboard.Guarding;
using Phalanx.Foundation;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx dashboard</c>: a live page of the runs in a folder, until it is interrupted.</summary>
internal sealed class DashboardCommand : Command
{
    private readonly Library _library;

    private readonly Argument<string> _folder = new("folder")
    {
        Description = "The folder that has runs in it. It is read and never written.",
        DefaultValueFactory = _ => "runs",
    };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = "Where to listen, 127.0.0.1:6010 by default; a port that is taken makes way for the next free one. At any other address than of this machine alone, readers need a token.",
        HelpName = "ADDRESS:PORT",
    };

    private readonly Option<bool> _open = new("--open") { Description = "Open the page in the browser of this machine." };
    private readonly JsonOption _json = new();

    public DashboardCommand(Library library)
        : base("dashboard", "Show the runs of a folder on a live page: curves with seeds as one, states, speed, what differs.")
    {
        _library = library;
        Add(_folder);
        Add(_listen);
        Add(_open);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        string folder = result.GetValue(_folder)!;
        var options = new DashboardOptions(folder)
        {
            Listen = result.GetValue(_listen) is { } text ? ListenAddress.Parse(text) : ListenAddress.Default,
            Token = Environment.GetEnvironmentVariable(DashboardOptions.TokenVariable),
            Presets = (algorithm, environment) => _library.Settings.Show(algorithm, environment),
        };
        await using DashboardServer server = await DashboardServer.StartAsync(options, cancellation);
        YieldToTraining();
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, new JsonObject { ["folder"] = folder, ["address"] = server.Address.AbsoluteUri, ["token"] = server.Token });
        }
        else
        {
            Print(output, folder, server);
        }

        await output.FlushAsync(cancellation);
        if (result.GetValue(_open))
        {
            Open(server.Address, result.InvocationConfiguration.Error);
        }

        await DashboardServer.WaitAsync(cancellation);
        return ExitCode.Interrupted;
    }

    private static void Print(TextWriter output, string folder, DashboardServer server)
    {
        output.WriteLine($"the runs in '{Shown.Name(folder)}' are at {server.Address}");
        if (server.Token is not null)
        {
            output.WriteLine("others who know this address can read the runs, and what is sent is not encrypted; to show them to yourself alone,");
            output.WriteLine($"listen at 127.0.0.1 and use ssh -L {server.Listen.Port}:127.0.0.1:{server.Listen.Port} on your own machine");
        }

        output.WriteLine("Ctrl-C ends it");
    }

    /// <summary>Training on the same machine comes first.</summary>
    private static void YieldToTraining()
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception failure) when (failure is Win32Exception or PlatformNotSupportedException)
        {
            // The page is as good without it.
        }
    }

    private static void Open(Uri address, TextWriter error)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            error.WriteLine($"warning: no browser could be opened: {Shown.Sentence(failure.Message)}");
        }
    }
}
