using System.CommandLine;
using Phalanx.Foundation;
using Phalanx.StarCraft.Doctor;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx doctor sc2</c>: what of StarCraft II is there, and in what the game differs from the built-in battles.</summary>
internal sealed class DoctorSc2Command : Command
{
    private readonly Option<string> _installation = new("--installation")
    {
        Description = "The folder of the game; by default SC2PATH, and then where its installer puts it.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string[]> _maps = new("--map")
    {
        Description = "A map to examine; it may be given more than once. By default all maps of SMAC that are there.",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _dump = new("--dump") { Description = "Write what the game tells of each map to a file in this folder, in the format of the tables.", HelpName = "DIR" };
    private readonly Option<bool> _look = new("--look") { Description = "Only look what is there; do not start the game." };

    public DoctorSc2Command()
        : base("sc2", "Tell what of StarCraft II was found and what is missing. Then start the game, and tell in what its maps and units differ from the built-in battles.")
    {
        Add(_installation);
        Add(_maps);
        Add(_dump);
        Add(_look);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        string folder = result.GetValue(_installation)!;
        InstallationFindings findings = InstallationFindings.Look(folder);
        foreach (string found in findings.Found)
        {
            output.WriteLine($"found    {found}");
        }

        foreach (string missing in findings.Missing)
        {
            output.WriteLine($"missing  {missing}");
        }

        IReadOnlyList<string> maps = MapsOf(result.GetValue(_maps) ?? [], findings);
        if (result.GetValue(_look) || maps.Count == 0)
        {
            return findings.Missing.Count == 0 ? ExitCode.Done : ExitCode.Fault;
        }

        int differences = Examine(output, folder, maps, result.GetValue(_dump), cancellation);
        output.WriteLine(differences == 0
            ? $"no difference from the tables on {maps.Count} {(maps.Count == 1 ? "map" : "maps")}"
            : $"{differences} {(differences == 1 ? "difference" : "differences")} from the tables on {maps.Count} {(maps.Count == 1 ? "map" : "maps")}");
        return findings.Missing.Count + differences == 0 ? ExitCode.Done : ExitCode.Fault;
    }

    private static IReadOnlyList<string> MapsOf(string[] asked, InstallationFindings findings)
    {
        if (findings.Maps.Count > 0 && asked.FirstOrDefault(map => !findings.Maps.Contains(map)) is { } unknown)
        {
            throw new UserErrorException($"option '--map' is '{unknown}'{NearestName.Advice(unknown, findings.Maps, otherwise: "; there is no such map in the folder of the game")}");
        }

        return asked.Length > 0 && findings.Maps.Count > 0 ? asked : findings.Maps;
    }

    private static int Examine(TextWriter output, string folder, IReadOnlyList<string> maps, string? dump, CancellationToken cancellation)
    {
        int differences = 0;
        foreach (MapFindings map in StarCraftDoctor.Examine(folder, maps, version => output.WriteLine($"the game is {version}"), cancellation))
        {
            output.WriteLine($"{map.Map}: {(map.Differences.Count == 0 ? "as in the tables" : "differs")}");
            foreach (string difference in map.Differences)
            {
                output.WriteLine($"  {difference}");
            }

            differences += map.Differences.Count;
            if (dump is not null)
            {
                FileWriting.CreateFolder(dump);
                AtomicFile.WriteAllText(Path.Combine(dump, $"{map.Map}.yaml"), map.Tables);
            }
        }

        return differences;
    }
}
