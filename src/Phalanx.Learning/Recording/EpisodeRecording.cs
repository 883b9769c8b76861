using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;

namespace Phalanx.Learning.Recording;

/// <summary>
/// Records the first episodes of an evaluation round by round. Episodes are written in the order of their numbers, so the bytes do not
/// depend on threads, and nothing that is recorded changes a result.
/// </summary>
public sealed class EpisodeRecording : IEpisodeWatcher, IDisposable
{
    private readonly RecordingRequest _request;
    private readonly ShownOutputs _outputs;
    private readonly EpisodeLayout? _layout;
    private readonly bool _observations;
    private EpisodeCapture[] _captures = [];
    private EpisodeRecorder? _recorder;
    private RecordFileWriter? _writer;
    private int _watched;
    private int _mostChangesWithoutId;

    /// <summary>Gets ready to record. The record is begun when the first episode is there.</summary>
    public EpisodeRecording(RecordingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        _outputs = new ShownOutputs(request.Policy, request.Environment);
        EnvironmentSpec spec = request.Environment;
        _observations = request.Policy is not null
            && (request.Observations ?? (long)spec.Agents * spec.ObservationSize * spec.EpisodeLimit <= RecordLimits.ObservationsUnasked);
        _layout = request.Policy is null ? null : LayoutOf(request, _observations);
    }

    /// <summary>How many episodes are recorded.</summary>
    public int Count => _writer?.Count ?? 0;

    /// <summary>What would make the record smaller, as a sentence without a full stop; null for nothing.</summary>
    public string? Advice => FrameAdvice.For(_mostChangesWithoutId) is { } advice ? $"of '{_request.Environment.Name}' {advice}" : null;

    private int Missing => _request.Episodes - Count;

    /// <summary>Ends the record. There is none when no episode was told of.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public void Complete() => _writer?.Complete();

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    /// <inheritdoc/>
    public bool Watches(int episode) => episode < _watched;

    /// <inheritdoc/>
    public void Begin(int episode, long number, ulong seed) => _captures[episode].Begin(number, seed);

    /// <inheritdoc/>
    public void Show(int episode, int step, Frame frame) => _captures[episode].Frames.Add(frame);

    /// <inheritdoc/>
    public void Choose(int episode, ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, JointAction actions)
    {
        _captures[episode].Add(actions, available);
        _outputs.Add(outputs, available, _captures[episode].Values);
    }

    /// <inheritdoc/>
    public void EndStep(int episode, StepResult result) => _captures[episode].Add(result);

    /// <inheritdoc/>
    public void End(int episode, ReadOnlySpan<float> statistics) => _captures[episode].Close(statistics);

    /// <summary>A round of so many episodes begins. What it returns records those that are watched; null where nothing is to be recorded so.</summary>
    internal EpisodeRecorder? BeginRound(int episodes)
    {
        _watched = Math.Min(episodes, Missing);
        if (_captures.Length < _watched)
        {
            _captures = [.. Enumerable.Range(0, _watched).Select(_ => new EpisodeCapture())];
            _recorder = _layout is { } layout ? new EpisodeRecorder(layout, _watched) { FirstOnly = true } : null;
        }

        return _watched == 0 ? null : _recorder;
    }

    /// <summary>The round is over: what was watched of it is written.</summary>
    internal void EndRound()
    {
        for (int episode = 0; episode < _watched; episode++)
        {
            EpisodeCapture capture = _captures[episode];
            if (capture.IsOver) // a player that tells nothing leaves nothing to record
            {
                Write(capture, _recorder?[episode]);
            }
        }

        _watched = 0;
    }

    /// <summary>What the algorithm reads for its joint values, and what is recorded besides what is told.</summary>
    private static EpisodeLayout LayoutOf(RecordingRequest request, bool observations)
    {
        EpisodeLayout offered = EpisodeLayout.Of(request.Environment);
        EpisodeLayout read = request.Joint?.Needs.LayoutIn(request.Environment) ?? offered with
        {
            ObservationSize = 0,
            StateSize = 0,
            AgentFeatureSize = 0,
            StoresAlive = false,
        };
        return read with
        {
            ObservationSize = observations ? offered.ObservationSize : read.ObservationSize,
            Entities = offered.Entities,
        };
    }

    private void Write(EpisodeCapture capture, EpisodeWriter? recorded)
    {
        IReadOnlyList<(string Name, float[] Values)> joint = recorded is null || _request.Joint is null ? [] : _request.Joint.Of(recorded);
        _writer ??= NewWriter([.. joint.Select(value => value.Name)]);
        RecordedSlots? slots = recorded is null ? null : new RecordedSlots(recorded);
        _mostChangesWithoutId = Math.Max(_mostChangesWithoutId, capture.Frames.MostChangesWithoutId);
        bool drawn = capture.Frames.Count == capture.Rewards.Count + 1;
        _writer.Add(new EpisodeContent
        {
            Number = capture.Number,
            Seed = capture.Seed,
            End = capture.End,
            Return = capture.Return,
            Rewards = capture.Rewards,
            Statistics = capture.Statistics,
            Frames = drawn ? capture.Frames : null,
            Actions = capture.Actions,
            ContinuousActions = capture.ContinuousActions,
            Available = capture.Available,
            Values = capture.Values,
            Joint = [.. joint.Select(value => value.Values)],
            Observations = _observations && slots is not null ? slots.Observations() : [],
            Seen = slots is null ? [] : slots.Seen(),
        });
    }

    private RecordFileWriter NewWriter(IReadOnlyList<string> joint) =>
        _request.Begin(_request.Header with { Joint = joint, Outputs = _outputs.Kind });
}
