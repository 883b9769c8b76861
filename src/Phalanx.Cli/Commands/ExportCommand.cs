using System.CommandLine;
using System.Text.Json.Nodes;
using Phalanx.Acting;
using Phalanx.Cli.Exports;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

using static System.FormattableString;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx export</c>: the team of a run for other programs, in one file.</summary>
internal sealed class ExportCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _run = new("run-dir") { Description = "The run's folder. Its environment is neither made nor needed." };
    private readonly Option<string?> _format = new("--format")
    {
        Description = $"The format: {string.Join(", ", ExportFormat.All.Select(format => format.Name))}; by default {ExportFormat.All[0].Name}.",
        HelpName = "NAME",
    };

    private readonly Option<long?> _at = new("--at")
    {
        Description = "Take the checkpoint after so many environment steps; by default the latest.",
        HelpName = "T_ENV",
    };

    private readonly Option<string?> _out = new("--out") { Description = $"The file to write; by default {PolicyFiles.FileName} or the like in the run's folder.", HelpName = "FILE" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the file if it exists." };
    private readonly JsonOption _json = new();

    public ExportCommand(Library library)
        : base("export", "Write the team of a run's checkpoint to one file, for programs that only act by it.")
    {
        _library = library;
        Add(_run);
        Add(_format);
        Add(_at);
        Add(_out);
        Add(_force);
        Add(_json);
        SetAction(result => Run(result));
    }

    private int Run(ParseResult result)
    {
        var format = ExportFormat.Of(result.GetValue(_format));
        using var run = RunDirectory.OpenToRead(result.GetValue(_run)!);
        string file = result.GetValue(_out) ?? Path.Combine(run.Path, format.FileName);
        if (!result.GetValue(_force) && Path.Exists(file))
        {
            throw new UserErrorException($"'{file}' exists already; add --force to replace it, or choose another file with --out");
        }

        var target = ChosenFile.At(file, kind: null, []);

        ExportedPolicy policy = PolicyExport.Of(run, result.GetValue(_at), _library.Environments, _library.Algorithms);
        byte[] bytes = format.Encode(policy);
        target.Write(bytes);
        Tell(result, run, format, policy, file, bytes.Length);
        return ExitCode.Done;
    }

    private void Tell(ParseResult result, RunDirectory run, ExportFormat format, ExportedPolicy policy, string file, int bytes)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        PolicyOrigin origin = policy.Description.Origin;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, new JsonObject
            {
                ["run"] = run.Path,
                ["algorithm"] = origin.Algorithm,
                ["environment"] = origin.Environment,
                ["t_env"] = origin.TEnv,
                ["format"] = format.Name,
                ["format_version"] = format.Version,
                ["file"] = file,
                ["bytes"] = bytes,
                ["inputs"] = Ports(format.Inputs(policy)),
                ["outputs"] = Ports(format.Outputs(policy)),
            });
            return;
        }

        output.WriteLine(Invariant($"{origin.Algorithm} on {origin.Environment} after {origin.TEnv} steps: {bytes} bytes in {Shown.Name(file)}"));
        output.WriteLine($"takes {Line(format.Inputs(policy))}");
        output.WriteLine($"gives {Line(format.Outputs(policy))}");
    }

    private static JsonArray Ports(IReadOnlyList<ExportPort> ports) =>
    [
        .. ports.Select(port => new JsonObject
        {
            ["name"] = port.Name,
            ["type"] = port.Type,
            ["shape"] = new JsonArray([.. port.Shape.Select(length => length is int number ? JsonValue.Create(number) : JsonValue.Create(length.ToString()))]),
        }),
    ];

    private static string Line(IReadOnlyList<ExportPort> ports) =>
        string.Join(", ", ports.Select(port => $"{port.Name} {port.Type} [{string.Join(", ", port.Shape)}]"));
}
