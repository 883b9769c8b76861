using Phalanx.Dashboard.Guarding;
using Phalanx.Settings;

namespace Phalanx.Dashboard;

/// <summary>What a dashboard shows, and where.</summary>
/// <param name="Folder">The folder that has runs in it. It is read and never written.</param>
public sealed record DashboardOptions(string Folder)
{
    /// <summary>The variable that may hold the token.</summary>
    public const string TokenVariable = "PHALANX_DASHBOARD_TOKEN";

    /// <summary>Where it listens.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    /// <summary>How many ports after that one are tried when it is taken.</summary>
    public int FurtherPorts { get; init; } = 10;

    /// <summary>The token of readers on other machines; null for a new one. It is not asked for on a loopback address.</summary>
    public string? Token { get; init; }

    /// <summary>The settings that presets give to an algorithm on an environment; null where they are not known.</summary>
    public Func<string, string, IReadOnlyList<ResolvedSetting>>? Presets { get; init; }
}
