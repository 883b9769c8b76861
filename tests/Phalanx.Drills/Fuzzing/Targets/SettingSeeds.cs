using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Settings of real runs.</summary>
internal static class SettingSeeds
{
    /// <summary>Methods of several kinds, on environments of several kinds.</summary>
    public static IReadOnlyList<(string Algorithm, string Environment)> Pairs { get; } =
        [("qmix", "predator-prey"), ("fsv", "two-quadratics"), ("refil", "battle/3m"), ("coma", "matrix/penalty"), ("resz", "matrix/random"), ("maddpg", "mpe/spread")];

    /// <summary>Runs of several algorithms and environments.</summary>
    public static IEnumerable<RunSettings> Runs(SettingsResolver resolver) =>
        Pairs.Select(pair => resolver.Resolve(new RunRequest { Algorithm = pair.Algorithm, Environment = pair.Environment, Seed = 1 }).Run);

    /// <summary>Resolves a request, writes what comes out, reads it again, and compares.</summary>
    /// <returns>What came out.</returns>
    public static RunSettings ThrowIfChanged(SettingsResolver resolver, RunRequest request, string path)
    {
        RunSettings run = resolver.Resolve(request).Run;
        string written = SettingsYaml.Write(run);
        File.WriteAllText(path, written);
        string again;
        try
        {
            again = SettingsYaml.Write(resolver.Resolve(new RunRequest { ConfigFile = path }).Run);
        }
        catch (Foundation.UserErrorException refusal)
        {
            throw new InvalidOperationException($"settings that were accepted are refused once they are written: {refusal.Message}", refusal);
        }

        if (again != written)
        {
            throw new InvalidOperationException("settings that were accepted are others once they are written and read again");
        }

        return run;
    }
}
