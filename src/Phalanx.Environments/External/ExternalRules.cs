using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>What the settings of <c>external</c> must be together.</summary>
internal static class ExternalRules
{
    /// <summary>The most environments that there can be; null for any number.</summary>
    public static int? MostOf(ExternalSettings settings) =>
        settings.Most == 0 ? null : (int)Math.Min(int.MaxValue, (long)settings.Most * settings.Processes);

    /// <summary>Refuses settings that cannot work, before anything is started.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="count">How many environments are wanted.</param>
    /// <exception cref="UserErrorException">They cannot.</exception>
    public static void ThrowIfUnusable(ExternalSettings settings, int count)
    {
        bool command = CommandWords.Of(settings.Command).Count > 0;
        bool address = settings.Address.Length > 0;
        if (command == address)
        {
            throw new UserErrorException(command
                ? "env.command and env.address are both given; one of them names the program"
                : "env.command is empty; it must be the program that is the environment, such as \"python3 my_env.py\", or env.address where it listens");
        }

        if (address && settings.Processes > 1)
        {
            throw EnvironmentSettings.Error(nameof(ExternalSettings.Processes), settings.Processes, "1 where env.address names a program that runs already");
        }

        if (MostOf(settings) is { } most && count > most)
        {
            throw new UserErrorException(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} environments are wanted, and there can be {most}: env.most is {settings.Most} and env.processes is {settings.Processes}; rollout.environments says how many episodes are played at once"));
        }

        _ = HelloMessage.CheckedSettings(settings.Settings);
    }
}
