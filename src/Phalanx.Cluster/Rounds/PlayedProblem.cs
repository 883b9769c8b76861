using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Cluster.Rounds;

/// <summary>What is played for a run, on a machine that has nothing of it but the settings: no code travels, so its own registries must know all names.</summary>
internal static class PlayedProblem
{
    /// <summary>What is played and recorded: episodes of one description can be learned from together.</summary>
    public static string Describe(LearningProblem problem) =>
        $"{new EpisodeRecord(problem.Layout).Description}, observation {problem.Spec.ObservationSize}, statistics {string.Join(' ', problem.Spec.Statistics)}";

    /// <summary>Reads settings that came from another machine.</summary>
    /// <param name="yaml">The settings.</param>
    /// <param name="allowCommand">Whether they may name a program or a file of this machine.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">They are not known here, or name a program or a file and may not.</exception>
    public static RunSettings Read(string yaml, bool allowCommand, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        string? file = null;
        try
        {
            file = Path.GetTempFileName();
            File.WriteAllText(file, yaml);
            RunSettings settings = new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf).Resolve(new RunRequest { ConfigFile = file }).Run;
            if (!allowCommand)
            {
                ThrowIfBoundToMachine(settings, environments);
            }

            return settings;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain("cannot write the settings of the run into the folder of temporary files", failure);
        }
        finally
        {
            if (file is not null)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Makes what is played, with a few environments.</summary>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="description">What it must be.</param>
    /// <param name="episodes">The most episodes that are played at once.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">It cannot be made here, or is another thing here.</exception>
    public static LearningProblem Make(RunSettings settings, string description, int episodes, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        var problem = new LearningProblem(settings, environments, algorithms, episodes);
        string here = Describe(problem);
        if (here == description)
        {
            return problem;
        }

        problem.Dispose();
        throw new UserErrorException($"'{settings.EnvironmentName}' is not on this machine what it is for the run: here it is {here}, and there {description}");
    }

    private static void ThrowIfBoundToMachine(RunSettings settings, EnvironmentRegistry environments)
    {
        if (environments[settings.EnvironmentName].Command?.Invoke(settings.Env) is { } command)
        {
            throw new UserErrorException(
                $"the run starts the program '{Shown.Name(command)}' for '{settings.EnvironmentName}', and a program of this machine is not started for another without --allow-command; look at it first");
        }

        var values = SettingsDigest.ValuesOf(settings.Env, "env").ToDictionary();
        if (SettingsDigest.FilesOf(settings.Env, "env").FirstOrDefault(path => values[path].Length > 0 && values[path] != "\"\"") is { } named)
        {
            throw new UserErrorException(
                $"the run names the file {values[named]} in {named}, and a file of this machine is not read for another without --allow-command; it must be the same file");
        }
    }
}
