namespace Phalanx.Environments;

/// <summary>
/// Keeps count of the episodes of a batch: their seeds, their steps, whether they are over. It refuses steps that cannot be taken, and
/// truncates at the time limit, so that no environment has to. It is the easiest base for a custom <see cref="IEnvironmentBatch"/>.
/// </summary>
/// <remarks>A step is framed by <see cref="CheckStep"/> or <see cref="CheckScript"/> and <see cref="EndStep(int, double, bool)"/>.</remarks>
public sealed class EpisodeTracker
{
    private readonly EnvironmentSpec _spec;
    private readonly Episode[] _episodes;

    /// <summary>Episodes of which none has begun.</summary>
    /// <param name="spec">What the environments are.</param>
    /// <param name="count">How many environments there are.</param>
    public EpisodeTracker(EnvironmentSpec spec, int count)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _spec = spec;
        _episodes = new Episode[count];
    }

    /// <summary>How many environments there are.</summary>
    public int Count => _episodes.Length;

    /// <summary>How many steps the current episode of an environment has taken.</summary>
    /// <param name="environment">The number of the environment.</param>
    public int StepsOf(int environment) => _episodes[environment].Steps;

    /// <summary>The seed of the current episode of an environment.</summary>
    /// <param name="environment">The number of the environment.</param>
    public ulong SeedOf(int environment) => _episodes[environment].Seed;

    /// <summary>Records that an episode begins.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="seed">The seed of the episode.</param>
    public void Begin(int environment, ulong seed) => _episodes[environment] = new Episode { Seed = seed, Running = true };

    /// <summary>Refuses a step of an episode that is not running, and actions that do not exist.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="action">What its agents are to do.</param>
    /// <exception cref="EnvironmentContractException">The step cannot be taken.</exception>
    public void CheckStep(int environment, JointAction action)
    {
        CheckRunning(environment);
        if (_spec.Actions.IsDiscrete)
        {
            CheckDiscrete(environment, action.Discrete);
        }
        else
        {
            CheckContinuous(environment, action.Continuous);
        }
    }

    /// <summary>Refuses a step by a script of an episode that is not running, and scripts that do not exist.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="script">The place of the script in <see cref="EnvironmentSpec.Scripts"/>.</param>
    /// <exception cref="EnvironmentContractException">The step cannot be taken.</exception>
    public void CheckScript(int environment, int script)
    {
        CheckRunning(environment);
        if ((uint)script >= (uint)_spec.Scripts.Count)
        {
            throw Breach(environment, EnvironmentContractException.NoScript(_spec, script, "").Rule);
        }
    }

    /// <summary>Counts a step, and ends the episode when the task ended or the limit is reached.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="reward">The team's reward.</param>
    /// <param name="terminated">Whether the task itself ended.</param>
    /// <returns>What the step led to, truncated when only the limit ended the episode.</returns>
    public StepResult EndStep(int environment, double reward, bool terminated)
    {
        bool atLimit = _episodes[environment].Steps + 1 >= _spec.EpisodeLimit;
        return EndStep(environment, new StepResult(reward, terminated, atLimit && !terminated));
    }

    /// <summary>Counts a step whose environment keeps the time limit by itself, and checks what it led to.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="result">What the step led to.</param>
    /// <returns>The same; terminated only when it was both.</returns>
    /// <exception cref="EnvironmentContractException">The reward is not finite, or the episode goes on beyond its limit.</exception>
    public StepResult EndStep(int environment, StepResult result)
    {
        ref Episode episode = ref _episodes[environment];
        if (!double.IsFinite(result.Reward))
        {
            throw Breach(environment, $"the reward is {result.Reward}; rewards must be finite");
        }

        if (!result.Ended && episode.Steps + 1 >= _spec.EpisodeLimit)
        {
            throw Breach(
                environment,
                $"the episode goes on after {_spec.EpisodeLimit} steps, its EpisodeLimit; " +
                "the step that reaches the limit must be truncated");
        }

        episode.Steps++;
        episode.Running = !result.Ended;
        return result with { Truncated = result.Truncated && !result.Terminated };
    }

    /// <summary>A broken rule, with the place where it was broken.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="rule">What is wrong and what would be right, without a full stop.</param>
    public EnvironmentContractException Breach(int environment, string rule) =>
        new(_spec.Name, _episodes[environment].Seed, _episodes[environment].Steps, rule);

    private void CheckRunning(int environment)
    {
        if (!_episodes[environment].Running)
        {
            throw Breach(environment, "it was told to step but no episode is running; reset it first");
        }
    }

    private void CheckDiscrete(int environment, ReadOnlySpan<int> actions)
    {
        if (actions.Length != _spec.Agents)
        {
            throw Breach(environment, $"it was given {actions.Length} actions; its {_spec.Agents} agents need one each");
        }

        for (int agent = 0; agent < actions.Length; agent++)
        {
            if ((uint)actions[agent] >= (uint)_spec.Actions.Count)
            {
                throw Breach(
                    environment,
                    $"agent {agent} was told to take action {actions[agent]}; actions run from 0 to {_spec.Actions.Count - 1}");
            }
        }
    }

    private void CheckContinuous(int environment, ReadOnlySpan<float> actions)
    {
        int dimensions = _spec.Actions.Dimensions;
        if (actions.Length != _spec.Agents * dimensions)
        {
            throw Breach(environment, $"it was given {actions.Length} numbers; its {_spec.Agents} agents need {dimensions} each");
        }

        for (int index = 0; index < actions.Length; index++)
        {
            (int agent, int dimension) = Math.DivRem(index, dimensions);
            (float low, float high) = (_spec.Actions.Low[dimension], _spec.Actions.High[dimension]);

            // Written so that NaN fails too.
            if (!(actions[index] >= low && actions[index] <= high))
            {
                throw Breach(
                    environment,
                    $"dimension {dimension} of the action of agent {agent} is {actions[index]}; it must be from {low} to {high}");
            }
        }
    }

    private struct Episode
    {
        public ulong Seed;
        public int Steps;
        public bool Running;
    }
}
