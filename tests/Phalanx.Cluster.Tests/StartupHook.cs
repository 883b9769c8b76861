#pragma warning disable CA1050 // The runtime looks for this name outside of every namespace.

/// <summary>Started by the runtime in a process that names this assembly in DOTNET_STARTUP_HOOKS: at the process's end it writes which assemblies were loaded.</summary>
internal static class StartupHook
{
    public const string Variable = "PHALANX_LOADED_ASSEMBLIES";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(
        Environment.GetEnvironmentVariable(Variable)!, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
}
