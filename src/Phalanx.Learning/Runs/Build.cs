using System.Reflection;

namespace Phalanx.Learning.Runs;

/// <summary>The version of this build of Phalanx.</summary>
public static class Build
{
    /// <summary>The version, with the commit where it is known.</summary>
    public static string Version { get; } =
        typeof(Build).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
