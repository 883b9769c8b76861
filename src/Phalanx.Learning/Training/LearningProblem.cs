using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Training;

/// <summary>What the names in a run's settings stand for: an environment and an algorithm made for it.</summary>
public sealed class Team
{
    private readonly RunSettings _settings;
    private readonly EnvironmentDefinition _environment;

    /// <summary>Makes the algorithm, its parameters not yet drawn.</summary>
    /// <exception cref="Foundation.UserErrorException">A name is unknown, or the two do not go together.</exception>
    public Team(RunSettings settings, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        (_settings, _environment) = (settings, environments[settings.EnvironmentName]);
        Spec = _environment.SpecOf(settings.Env);
        Algorithm = algorithms[settings.AlgorithmName].Create(Spec, settings);
        Policy = new Policy(TeamShape.Of(Spec), Algorithm.Acting, Algorithm.Rule) { ContinuousRule = Algorithm.ContinuousRule };
    }

    /// <summary>What the environment is.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>The algorithm.</summary>
    public Algorithm<float> Algorithm { get; }

    /// <summary>How the team acts, with whatever the parameters are.</summary>
    public Policy Policy { get; }

    /// <summary>What is stored of every episode: what the environment offers and the algorithm reads.</summary>
    public EpisodeLayout Layout => Algorithm.Needs.LayoutIn(Spec) with { HalfPrecision = _settings.Replay.HalfPrecision };

    /// <summary>So many environments.</summary>
    public IEnvironmentBatch Environments(int count) => _environment.Create(_settings.Env, count);
}
