using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// A group of environments played together, slot by slot. An environment whose episode has ended leaves the group, and the rows of the
/// others move up, so the network's pass gets smaller. Nothing is allocated once every buffer has met its largest use.
/// </summary>
internal sealed class Lockstep
{
    private readonly IEnvironmentBatch _environments;
    private readonly EnvironmentSpec _spec;
    private readonly Policy _policy;
    private readonly int _first;
    private readonly Tape<float> _tape = new() { Records = false };

    // By place in the group; the place of an environment never changes.
    private readonly RandomStream[] _streams;

    // By row: the environments still playing, in the order of their places.
    private readonly int[] _playing;
    private readonly int[] _lastActions;
    private readonly int[] _actions;
    private readonly float[] _hiddenStates;
    private readonly float[] _continuous;
    private readonly SlotBuffer _slots;
    private readonly ulong _actingFields;
    private readonly StepResult[] _steps;
    private int _count;

    public Lockstep(IEnvironmentBatch environments, Policy policy, int first, int count)
    {
        (_environments, _spec, _policy, _first) = (environments, environments.Spec, policy, first);
        int rows = count * _spec.Agents;
        _streams = new RandomStream[count];
        _playing = new int[count];
        _lastActions = new int[rows];
        _actions = new int[rows];
        _actions.AsSpan().Fill(-1); // stays so where actions are continuous: agents see no last action then
        _hiddenStates = new float[rows * policy.Network.HiddenSize];
        _slots = new SlotBuffer(environments, count);
        _actingFields = SlotFields.AvailableActions.Bit | (policy.Network.SeesEntities ? SlotFields.Entities.Bit : SlotFields.Observations.Bit);
        _continuous = new float[rows * _spec.Actions.Dimensions];
        _steps = new StepResult[count];
    }

    private ReadOnlySpan<int> Playing => _playing.AsSpan(0, _count);

    private int Capacity => _playing.Length;

    private JointAction ChosenActions => _spec.Actions.IsDiscrete
        ? new JointAction(Rows.Of<int>(_actions, Capacity, 0, _count))
        : new JointAction(Rows.Of<float>(_continuous, Capacity, 0, _count));

    /// <summary>Plays one episode in each of the first environments of the group.</summary>
    public void Play(
        Round round, int episodes, EpisodeRecorder? recorder, IFrameWatcher? watcher, Span<EpisodeResult> results, Span<float> statistics)
    {
        BeginEpisodes(round, episodes);
        results.Clear();
        Draw(watcher, 0);
        for (int step = 1; _count > 0; step++)
        {
            ReadSlots(recorder);
            ChooseActions(round.Progress);
            _environments.Step(Playing, ChosenActions, _steps.AsSpan(0, _count));
            Draw(watcher, step);
            RecordSteps(recorder, results);
            RemoveEnded(recorder, statistics);
        }
    }

    private void BeginEpisodes(Round round, int episodes)
    {
        _count = episodes;
        for (int i = 0; i < episodes; i++)
        {
            ulong episode = (ulong)(round.FirstEpisode + _first + i);
            _playing[i] = _first + i;
            _environments.Reset(_first + i, RandomStream.DeriveSeed(round.Seed, round.Purpose.Environment, episode));
            _streams[i] = new RandomStream(round.Seed, round.Purpose.Exploration, episode);
        }

        _hiddenStates.AsSpan().Clear();
        _lastActions.AsSpan().Fill(-1);
    }

    /// <summary>Reads the current slot, for the network and for the record.</summary>
    private void ReadSlots(EpisodeRecorder? recorder)
    {
        _slots.Read(Playing, 0, _actingFields | (recorder?.Format.LastSlotFields ?? 0));
        for (int row = 0; row < _count && recorder is not null; row++)
        {
            _slots.Record(row, recorder[_playing[row]]);
        }
    }

    private void ChooseActions(RunProgress progress)
    {
        _tape.Reset();
        ReadOnlySpan<int> lastActions = Rows.Of<int>(_lastActions, Capacity, 0, _count);
        Span<float> hiddenStates = Rows.Of<float>(_hiddenStates, Capacity, 0, _count);
        ReadOnlySpan<float> outputs = _policy.Network.Act(_tape, NetworkInputs(lastActions), hiddenStates).Span;
        int width = outputs.Length / _count;
        for (int row = 0; row < _count; row++)
        {
            ref RandomStream stream = ref _streams[_playing[row] - _first];
            ReadOnlySpan<float> rowOutputs = outputs.Slice(row * width, width);
            if (_spec.Actions.IsDiscrete)
            {
                _policy.Choose(rowOutputs, _slots.Rows(SlotFields.AvailableActions, row), progress, ref stream, Rows.Of<int>(_actions, Capacity, row));
            }
            else
            {
                _policy.Choose(rowOutputs, progress, ref stream, Rows.Of<float>(_continuous, Capacity, row));
            }
        }
    }

    /// <summary>The inputs of the network: what the agents of the environments still playing see.</summary>
    private AgentInputs<float> NetworkInputs(ReadOnlySpan<int> lastActions)
    {
        var entities = new SeenEntities(
            _slots.Rows(SlotFields.Entities, 0, _count),
            _slots.Rows(SlotFields.AbsentEntities, 0, _count),
            _slots.Rows(SlotFields.HiddenEntities, 0, _count));
        return _policy.CreateInputs(_tape, _count, _slots.Rows(SlotFields.Observations, 0, _count), entities, lastActions);
    }

    private void RecordSteps(EpisodeRecorder? recorder, Span<EpisodeResult> results)
    {
        for (int row = 0; row < _count; row++)
        {
            StepResult step = _steps[row];
            ref EpisodeResult result = ref results[_playing[row] - _first];
            result = new EpisodeResult(result.Return + step.Reward, result.Length + 1);
            if (recorder is not null)
            {
                EpisodeWriter writer = recorder[_playing[row]];
                if (_spec.Actions.IsDiscrete)
                {
                    writer.Write(SlotFields.Actions, Rows.Of<int>(_actions, Capacity, row));
                }
                else
                {
                    writer.Write(SlotFields.ContinuousActions, Rows.Of<float>(_continuous, Capacity, row));
                }

                writer.EndStep((float)step.Reward, step.Terminated, step.Truncated);
            }
        }
    }

    private void Draw(IFrameWatcher? watcher, int step)
    {
        for (int row = 0; row < _count && watcher is not null; row++)
        {
            if (watcher.Watches(_playing[row]) && _environments.Draw(_playing[row]) is { } frame)
            {
                watcher.Show(_playing[row], step, frame);
            }
        }
    }

    /// <summary>Removes the environments whose episode has ended, and moves the rows of the others up.</summary>
    private void RemoveEnded(EpisodeRecorder? recorder, Span<float> statistics)
    {
        int kept = 0;
        for (int row = 0; row < _count; row++)
        {
            if (_steps[row].Terminated || _steps[row].Truncated)
            {
                CloseEpisode(row, recorder, statistics);
                continue;
            }

            _playing[kept] = _playing[row];
            Rows.Of<int>(_actions, Capacity, row).CopyTo(Rows.Of<int>(_lastActions, Capacity, kept));
            Rows.Of<float>(_hiddenStates, Capacity, row).CopyTo(Rows.Of<float>(_hiddenStates, Capacity, kept));
            kept++;
        }

        _count = kept;
    }

    /// <summary>Records the last slot of an episode, which serves only for bootstrapping, and reads its statistics.</summary>
    private void CloseEpisode(int row, EpisodeRecorder? recorder, Span<float> statistics)
    {
        ReadOnlySpan<int> environment = _playing.AsSpan(row, 1);
        int count = _spec.Statistics.Count;
        _environments.WriteStatistics(environment, statistics.Slice((environment[0] - _first) * count, count));
        if (recorder is null)
        {
            return;
        }

        _slots.Read(environment, row, recorder.Format.LastSlotFields);
        _slots.Record(row, recorder[environment[0]]);
    }
}
