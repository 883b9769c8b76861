using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Training;

/// <summary>Policies for other programs: the description of a team's network, with its weights, as it acts in tests.</summary>
public static class PolicyExport
{
    /// <summary>The policy of a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="environment">The environment that it was trained in.</param>
    /// <param name="settings">The settings of its run.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">The weights do not fit, or the policy cannot be exported.</exception>
    public static ExportedPolicy Of(Checkpoint checkpoint, EnvironmentSpec environment, RunSettings settings, AlgorithmRegistry algorithms)
    {
        Policy policy = SavedPolicy.Load(checkpoint, environment, settings, algorithms);
        string version = Build.Version.Split('+')[0]; // without the commit: builds of one version write the same bytes
        return Of(policy, new PolicyOrigin($"Phalanx {version}", settings.AlgorithmName, settings.EnvironmentName, checkpoint.State.TEnv));
    }

    /// <summary>
    /// The policy of a run. Its environment need not be known, since the run directory says what it is; for a run of an older version, whose directory does not, it
    /// is asked for in the registry.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="at">The environment steps of the checkpoint; null for the latest.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">There is no such checkpoint, the algorithm is unknown, or the policy cannot be exported.</exception>
    public static ExportedPolicy Of(RunDirectory run, long? at, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(algorithms);
        EnvironmentSpec? spec = RunEnvironment.Read(run.EnvironmentPath);
        RunSettings settings = new SettingsResolver(KnownAlgorithm, environments.SettingsOf)
            .Resolve(new RunRequest { ConfigFile = run.SettingsPath, LeavesEnvironmentOut = spec is not null })
            .Run;
        spec ??= environments[settings.EnvironmentName].SpecOf(settings.Env);
        Checkpoint checkpoint = at is { } tEnv ? run.Checkpoints.At(tEnv) : run.Checkpoints.Latest();
        return Of(checkpoint, spec, settings, algorithms);

        RegisteredSettings KnownAlgorithm(string name) => algorithms.Names.Contains(name)
            ? algorithms.SettingsOf(name)
            : throw new UserErrorException(
                $"the run '{run.Path}' was trained by '{name}', which is no algorithm of this program; export it from the program that has it, with PolicyExport.Of and Save");
    }

    /// <summary>A policy in memory.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <exception cref="UserErrorException">It cannot be exported.</exception>
    public static ExportedPolicy Of(Policy policy, PolicyOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(origin);
        TeamShape team = policy.Team;
        bool discrete = team.ContinuousActions is null;
        object rule = discrete ? policy.Rule : policy.ContinuousRule!;
        PolicyActionKind action = (discrete ? policy.Rule.Exported : policy.ContinuousRule!.Exported) ?? throw new UserErrorException(
            $"the policy of '{origin.Algorithm}' cannot be exported: its rule {rule.GetType().Name} does not say how it acts in tests ({nameof(IActionRule.Exported)})");
        var builder = new PolicyBuilder(team);
        try
        {
            policy.Network.Describe(builder);
            bool entities = policy.Network.SeesEntities;
            var description = new PolicyDescription(
                origin,
                team.Agents,
                entities ? 0 : team.Observation,
                entities ? new PolicyEntities(team.Entities!.Count, team.Entities.Width) : null,
                discrete ? PolicyActions.Discrete(team.Actions) : PolicyActions.Continuous(team.ContinuousActions!.Low, team.ContinuousActions.High),
                builder.Memory,
                builder.Operations,
                action);
            return new ExportedPolicy(description, builder.Tensors);
        }
        catch (Exception failure) when (failure is NotSupportedException or PolicyFormatException)
        {
            throw new UserErrorException($"the policy of '{origin.Algorithm}' cannot be exported: {failure.Message}", failure);
        }
    }
}
