using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings of a run that goes on: those that it was begun with, but for what changes no result, which may be given anew.</summary>
internal static class ResumedSettings
{
    private const string Steps = "training.steps";

    /// <summary>Resolves them.</summary>
    /// <param name="resolver">What resolves settings.</param>
    /// <param name="request">The settings of the run as its file, and what is given anew.</param>
    /// <exception cref="UserErrorException">Something given anew is unknown or not allowed, or is another value of what decides the result.</exception>
    public static RunSettings Resolve(SettingsResolver resolver, RunRequest request)
    {
        ResolvedSettings<RunSettings> asked = resolver.Resolve(request);
        if (request.Set.Count > 0)
        {
            ResolvedSettings<RunSettings> own = resolver.Resolve(request with { Set = [] });
            foreach (ResolvedSetting setting in asked.Settings.Where(setting => setting.ChangesResults && setting.Text != own[setting.Path].Text))
            {
                throw new UserErrorException(
                    $"{setting.Path} decides the result of a run, and is {own[setting.Path].Text} in this one; "
                    + (setting.Path == Steps ? "give --steps to go on for longer" : $"begin another run to have {setting.Text}"));
            }
        }

        return asked.Run;
    }
}
