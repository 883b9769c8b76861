using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Testing;

/// <summary>
/// Two agents on a line who are to reach its end, some of which takes them back now and then. By the script <c>advance</c> it walks them on by
/// itself, faster than they can; by <c>hold</c> they stay. A lucky draw of the seed is paid with every step.
/// </summary>
internal sealed class ScriptedWalk : IEnvironment
{
    /// <summary>The name under which <see cref="Registry"/> knows it.</summary>
    public const string Name = "scripted-walk";

    private const int Length = 12;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("scripted-walk");

    private RandomStream _stream;
    private int _place;
    private int _steps;

    /// <summary>Its specification.</summary>
    public static EnvironmentSpec Declared { get; } = new()
    {
        Name = Name,
        Agents = 2,
        Actions = ActionSpec.Discrete(2),
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = 30,
        Statistics = ["arrived"],
        Scripts = ["advance", "hold"],
    };

    public EnvironmentSpec Spec => Declared;

    /// <summary>A registry that holds the built-in environments and this one.</summary>
    public static EnvironmentRegistry Registry()
    {
        var registry = EnvironmentRegistry.WithBuiltIns();
        registry.Register(Name, "two agents walk to the end of a line", () => new ScriptedWalk(), () => Declared);
        return registry;
    }

    public void Reset(ulong seed) => (_stream, _place, _steps) = (new RandomStream(seed, Purpose, 0), 0, 0);

    public StepResult Step(JointAction action) => Walk(action.Discrete[0] + action.Discrete[1] == 2 ? 1 : 0);

    public StepResult StepByScript(int script) => Walk(script == 0 ? 2 : 0);

    public void WriteObservations(Span<float> observations) => observations.Fill(_place);

    public void WriteState(Span<float> state) => state[0] = _place;

    public void WriteStatistics(Span<float> statistics) => statistics[0] = _place >= Length ? 1 : 0;

    private StepResult Walk(int distance)
    {
        _place = Math.Max(0, _place + distance - _stream.NextInt(2));
        bool arrived = _place >= Length;
        return new StepResult((arrived ? 10 : 0) + _stream.NextDouble(), arrived, ++_steps == Spec.EpisodeLimit && !arrived);
    }
}
