using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Cli.Training;

/// <summary>A run whose team is tested in another environment than the one that it was trained in: a battle in the game itself, or the other way round.</summary>
/// <param name="library">What there is.</param>
/// <param name="directory">The run.</param>
/// <param name="allowsCommand">Whether a program that the run's settings name may be started.</param>
internal sealed class OtherEnvironment(Library library, RunDirectory directory, bool allowsCommand)
{
    /// <summary>The settings of the run with another environment. Of the settings of the first, those that the other has too carry over.</summary>
    /// <param name="run">The settings of the run.</param>
    /// <param name="name">The name of the other environment.</param>
    /// <param name="set">Settings of the other, as texts.</param>
    /// <exception cref="UserErrorException">A team of the one cannot act in the other.</exception>
    public RunSettings Of(RunSettings run, string name, IReadOnlyList<string> set)
    {
        EnvironmentDefinition other = library.Environments[name];
        EnvironmentDefinition own = library.Environments[run.EnvironmentName];
        if (set.FirstOrDefault(assignment => !RunNames.IsOfEnvironment(assignment)) is { } stray)
        {
            throw new UserErrorException($"--set '{stray}' is not for the environment; its settings begin with {RunNames.EnvironmentGroup}.");
        }

        HashSet<string> known = [.. other.DescribeSettings().Select(setting => setting.Name)];
        RunSettings crossed = run with
        {
            EnvironmentName = name,
            Env = library.Settings.Resolve(new RunRequest
            {
                Algorithm = run.AlgorithmName,
                Environment = name,
                Values = GroupSettings.Describe(run.Env, own.SettingsType, RunNames.EnvironmentGroup)
                    .Where(setting => known.Contains(setting.Name))
                    .ToDictionary(setting => $"{RunNames.EnvironmentGroup}.{setting.Name}", setting => setting.Default),
                Set = set,
            }).Run.Env,
        };

        // A program that the user names here is started; one that came with the run is not, unless that is allowed.
        string? command = own.Command?.Invoke(run.Env);
        EnvironmentSpec? told = RunEnvironment.Read(directory.EnvironmentPath);
        if (command is not null && !allowsCommand && (told is null || other.Command?.Invoke(crossed.Env) == command))
        {
            throw new UserErrorException($"the settings of the run '{directory.Path}' name the program '{command}'; a run's folder may come from another user, so look at it and give --allow-command");
        }

        ThrowIfOtherTeam(own.Name, told ?? own.SpecOf(run.Env), name, other.SpecOf(crossed.Env));
        return crossed;
    }

    private static void ThrowIfOtherTeam(string own, EnvironmentSpec trained, string other, EnvironmentSpec played)
    {
        (string What, int Trained, int Played)? difference = new[]
        {
            ("agents", trained.Agents, played.Agents),
            ("actions", ActionsOf(trained), ActionsOf(played)),
            ("numbers that an agent sees", trained.ObservationSize, played.ObservationSize),
        }.Where(each => each.Item2 != each.Item3).Select(each => ((string, int, int)?)each).FirstOrDefault();
        if (difference is { } found)
        {
            throw new UserErrorException($"a team of {own} cannot act in {other}: {own} has {found.Trained} {found.What}, and {other} has {found.Played}");
        }

        if (trained.Actions.IsDiscrete != played.Actions.IsDiscrete)
        {
            throw new UserErrorException($"a team of {own} cannot act in {other}: the actions of one are numbers and those of the other are not");
        }
    }

    private static int ActionsOf(EnvironmentSpec spec) => spec.Actions.IsDiscrete ? spec.Actions.Count : spec.Actions.Dimensions;
}
