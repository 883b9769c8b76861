using Phalanx.Settings;

namespace Phalanx.Environments.Matrix;

/// <summary>The settings of <c>matrix/m-step</c>.</summary>
public sealed record MStepSettings
{
    /// <summary>How many steps the game lasts for those who stay on a path.</summary>
    [Setting("how many steps the game lasts for those who stay on a path", Min = 1, Max = 10_000)]
    public int Steps { get; init; } = 10;

    /// <summary>How many of the four first joint actions lead onto a path that pays: 2 or 4.</summary>
    [Setting("how many of the four first joint actions lead onto a path that pays: 2 or 4", Min = 2, Max = 4)]
    public int GoodBranches { get; init; } = 2;
}

/// <summary>
/// The m-step matrix game of MAVEN's paper. The first joint action chooses a branch; repeating it pays 1 a step, anything else ends the
/// game. Only the branch of (0, 0) has another last step, where (1, 1) pays 4.
/// </summary>
internal sealed class MStepGame : IEnvironmentBatch
{
    private const int Branches = 4;

    // The last step of the first branch, of which every joint action pays and one pays best.
    private static readonly PayoffTable BetterLastStep = new(new double[,] { { 1, 1 }, { 1, 4 } });

    private readonly int _steps;
    private readonly int _goodBranches;
    private readonly EpisodeTracker _episodes;
    private readonly int[] _branches;

    public MStepGame(MStepSettings settings, int count)
    {
        (_steps, _goodBranches) = (settings.Steps, settings.GoodBranches);
        Spec = SpecOf(settings);
        _episodes = new EpisodeTracker(Spec, count);
        _branches = new int[count];
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _branches.Length;

    /// <summary>The specification that follows from settings.</summary>
    /// <exception cref="Foundation.UserErrorException">The number of good branches is not allowed.</exception>
    public static EnvironmentSpec SpecOf(MStepSettings settings)
    {
        if (settings.GoodBranches is not (2 or 4))
        {
            throw EnvironmentSettings.Error(nameof(settings.GoodBranches), settings.GoodBranches, "2 or 4");
        }

        int size = settings.Steps == 1 ? 2 : settings.Steps + 1 + Branches;
        return new EnvironmentSpec
        {
            Name = "matrix/m-step",
            Agents = 2,
            Actions = ActionSpec.Discrete(2),
            ObservationSize = size,
            StateSize = size,
            EpisodeLimit = settings.Steps,
            ObservationParts = settings.Steps == 1
                ? [new ObservationPart("step", 0, [size])]
                : ObservationPart.InOrder(new ObservationPart("step", 0, [settings.Steps + 1]), new ObservationPart("branch", 0, [Branches])),
        };
    }

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _branches[environment] = 0;
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            int step = _episodes.StepsOf(environment);
            if (step == 0)
            {
                _branches[environment] = BetterLastStep.IndexOf(action.Discrete);
            }

            double reward = RewardOf(step, _branches[environment], action.Discrete);
            results[row] = _episodes.EndStep(environment, reward, terminated: step + 1 == _steps || reward == 0);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                Write(environments[row], Buffers.Row(observations, (row * Spec.Agents) + agent, Spec.ObservationSize));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Write(environments[row], Buffers.Row(states, row, Spec.StateSize));
        }
    }

    private double RewardOf(int step, int branch, ReadOnlySpan<int> action)
    {
        if (_steps > 1 && step == _steps - 1 && branch == 0)
        {
            return BetterLastStep[action];
        }

        bool pays = _goodBranches == Branches || branch is 0 or Branches - 1;
        return pays && BetterLastStep.IndexOf(action) == branch ? 1 : 0;
    }

    /// <summary>One-hot of the step, then one-hot of the branch, which is the first one before any is chosen.</summary>
    private void Write(int environment, Span<float> values)
    {
        values.Clear();
        values[_episodes.StepsOf(environment)] = 1;
        if (_steps > 1)
        {
            values[_steps + 1 + _branches[environment]] = 1;
        }
    }
}
