namespace Phalanx.Architecture.Tests;

/// <summary>Who knows whom. A project of the product that is not named here has no place in the house.</summary>
internal static class Arrows
{
    /// <summary>What each part knows directly; it may also use what that knows in turn.</summary>
    private static readonly Dictionary<string, string[]> Direct = new()
    {
        ["Phalanx.Foundation"] = [],
        ["Phalanx.Acting"] = [],
        ["Phalanx.Settings"] = ["Phalanx.Foundation"],
        ["Phalanx.Numerics"] = ["Phalanx.Foundation"],
        ["Phalanx.Environments"] = ["Phalanx.Settings"],
        ["Phalanx.Learning"] = ["Phalanx.Acting", "Phalanx.Numerics", "Phalanx.Environments"],
        ["Phalanx.Native"] = ["Phalanx.Environments"],
        ["Phalanx.StarCraft"] = ["Phalanx.Environments"],
        ["Phalanx.Export"] = ["Phalanx.Acting"],
        ["Phalanx.Studies"] = ["Phalanx.Learning"],
        ["Phalanx.Cluster"] = ["Phalanx.Studies"],
        ["Phalanx.Analysis"] = ["Phalanx.Studies"],
        ["Phalanx.Dashboard"] = ["Phalanx.Analysis"],
        ["Phalanx.Cli"] = ["Phalanx.Dashboard", "Phalanx.Cluster", "Phalanx.Export", "Phalanx.StarCraft"],
    };

    /// <summary>Whether the project has a declared place.</summary>
    public static bool Declares(string project) => Direct.ContainsKey(project);

    /// <summary>Everything that a project may use.</summary>
    public static IReadOnlySet<string> From(string project) => Reachable.From(project, name => Direct[name]);
}
