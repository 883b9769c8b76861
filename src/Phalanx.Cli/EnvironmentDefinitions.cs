using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli;

/// <summary>What commands ask that walk over all environments.</summary>
internal static class EnvironmentDefinitions
{
    /// <summary>
    /// Whether an environment can be made with its default settings, here and everywhere: another needs one, such as the path of a file, or a program that may
    /// not be installed.
    /// </summary>
    public static bool NeedsNoSettings(this EnvironmentDefinition environment)
    {
        if (environment.IsSharedByRun)
        {
            return false;
        }

        try
        {
            _ = environment.SpecOf();
            return true;
        }
        catch (UserErrorException)
        {
            return false;
        }
    }
}
