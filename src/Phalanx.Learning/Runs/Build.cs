using System.Reflection;

namespace Phalanx.Learning.Runs;

/// <summary>What this build of Phalanx calls itself.</summary>
public static class Build
{
    /// <summary>The version, with the commit where it is known.</summary>
    public static string Version { get; } =
        typeof(Build).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
