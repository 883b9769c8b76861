using Phalanx.Environments.External;

namespace Phalanx.Testing.External;

/// <summary>The command that starts the program of these tests.</summary>
internal static class ServedProgram
{
    /// <summary>Settings by which it is started.</summary>
    /// <param name="environment">The built-in environment that it holds.</param>
    /// <param name="behaviour">How it behaves, as <see cref="Program"/> knows it.</param>
    public static ExternalSettings Settings(string environment, string behaviour = "good") => new()
    {
        Command = $"dotnet '{typeof(ServedProgram).Assembly.Location}' {behaviour} {environment}",
        StartTimeout = 120,
        Timeout = 120,
    };
}
