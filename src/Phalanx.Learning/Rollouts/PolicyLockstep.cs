using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Policies;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Rollouts;

/// <summary>A group played by a policy, slot by slot. When an environment leaves the group, the network's pass gets smaller.</summary>
internal sealed class PolicyLockstep : Lockstep
{
    private readonly Policy _policy;
    private readonly Tape<float> _tape = new() { Records = false };

    // By place in the group.
    private readonly RandomStream[] _streams;

    // By row.
    private readonly int[] _lastActions;
    private readonly int[] _actions;
    private readonly float[] _hiddenStates;
    private readonly float[] _continuous;
    private readonly SlotBuffer _slots;
    private readonly ulong _actingFields;

    public PolicyLockstep(ReportedEnvironments environments, Policy policy, int first, int count)
        : base(environments, first, count)
    {
        _policy = policy;
        int rows = count * Spec.Agents;
        _streams = new RandomStream[count];
        _lastActions = new int[rows];
        _actions = new int[rows];
        _actions.AsSpan().Fill(-1); // stays so where actions are continuous: agents see no last action then
        _hiddenStates = new float[rows * policy.Network.HiddenSize];
        _slots = new SlotBuffer(environments, count);
        _actingFields = SlotFields.AvailableActions.Bit | (policy.Network.SeesEntities ? SlotFields.Entities.Bit : SlotFields.Observations.Bit);
        _continuous = new float[rows * Spec.Actions.Dimensions];
    }

    private JointAction ChosenActions => Spec.Actions.IsDiscrete
        ? new JointAction(Rows.Of<int>(_actions, Capacity, 0, Count))
        : new JointAction(Rows.Of<float>(_continuous, Capacity, 0, Count));

    protected override void Begin(Round round, int row)
    {
        _streams[row] = round.ExplorationOf(PlaceOf(First + row));
        Rows.Of<float>(_hiddenStates, Capacity, row).Clear();
        Rows.Of<int>(_lastActions, Capacity, row).Fill(-1);
    }

    protected override void TakeStep(RunProgress progress, EpisodeRecorder? recorder, IEpisodeWatcher? watcher)
    {
        ReadSlots(recorder);
        ChooseActions(progress, watcher);
        Environments.Step(Playing, ChosenActions, Steps);
        RecordSteps(recorder);
    }

    protected override void Move(int from, int to)
    {
        Rows.Of<int>(_actions, Capacity, from).CopyTo(Rows.Of<int>(_lastActions, Capacity, to));
        Rows.Of<float>(_hiddenStates, Capacity, from).CopyTo(Rows.Of<float>(_hiddenStates, Capacity, to));
    }

    /// <summary>Records the last slot of an episode, which serves only for bootstrapping.</summary>
    protected override void Close(int row, EpisodeRecorder? recorder)
    {
        ReadOnlySpan<int> environment = Playing.Slice(row, 1);
        int place = PlaceOf(environment[0]);
        if (recorder?.Records(place) != true)
        {
            return;
        }

        _slots.Read(environment, row, recorder.Format.LastSlotFields);
        _slots.Record(row, recorder[place]);
    }

    /// <summary>Reads the current slot, for the network and for the record.</summary>
    private void ReadSlots(EpisodeRecorder? recorder)
    {
        _slots.Read(Playing, 0, _actingFields | (recorder?.Format.LastSlotFields ?? 0));
        for (int row = 0; row < Count && recorder is not null; row++)
        {
            if (recorder.Records(PlaceOf(Playing[row])))
            {
                _slots.Record(row, recorder[PlaceOf(Playing[row])]);
            }
        }
    }

    private void ChooseActions(RunProgress progress, IEpisodeWatcher? watcher)
    {
        _tape.Reset();
        ReadOnlySpan<int> lastActions = Rows.Of<int>(_lastActions, Capacity, 0, Count);
        Span<float> hiddenStates = Rows.Of<float>(_hiddenStates, Capacity, 0, Count);
        ReadOnlySpan<float> outputs = _policy.Network.Act(_tape, NetworkInputs(lastActions), hiddenStates).Span;
        int width = outputs.Length / Count;
        if (!_tape.Kernels.AllFinite(outputs))
        {
            ThrowOutputs(outputs, width);
        }

        for (int row = 0; row < Count; row++)
        {
            ref RandomStream stream = ref _streams[Playing[row] - First];
            ReadOnlySpan<float> rowOutputs = outputs.Slice(row * width, width);
            if (Spec.Actions.IsDiscrete)
            {
                _policy.Choose(rowOutputs, _slots.Rows(SlotFields.AvailableActions, row), progress, ref stream, Rows.Of<int>(_actions, Capacity, row));
            }
            else
            {
                _policy.Choose(rowOutputs, progress, ref stream, Rows.Of<float>(_continuous, Capacity, row));
            }

            if (watcher?.Watches(PlaceOf(Playing[row])) == true)
            {
                watcher.Choose(PlaceOf(Playing[row]), rowOutputs, _slots.Rows(SlotFields.AvailableActions, row), ChosenActions.Row(row, Spec));
            }
        }
    }

    /// <summary>Finite weights and inputs can give outputs that are not, once weights are very large.</summary>
    private void ThrowOutputs(ReadOnlySpan<float> outputs, int width)
    {
        for (int row = 0; row < Count; row++)
        {
            NonFinite numbers = NonFinite.Count(outputs.Slice(row * width, width));
            if (numbers.Any)
            {
                throw EpisodeFaults.At(Spec, Playing[row], "output of the acting network", numbers, ofEnvironment: false);
            }
        }
    }

    /// <summary>The inputs of the network: what the agents of the environments still playing see.</summary>
    private AgentInputs<float> NetworkInputs(ReadOnlySpan<int> lastActions)
    {
        var entities = new SeenEntities(
            _slots.Rows(SlotFields.Entities, 0, Count),
            _slots.Rows(SlotFields.AbsentEntities, 0, Count),
            _slots.Rows(SlotFields.HiddenEntities, 0, Count));
        return _policy.CreateInputs(_tape, Count, _slots.Rows(SlotFields.Observations, 0, Count), entities, lastActions);
    }

    private void RecordSteps(EpisodeRecorder? recorder)
    {
        for (int row = 0; row < Count && recorder is not null; row++)
        {
            if (!recorder.Records(PlaceOf(Playing[row])))
            {
                continue;
            }

            EpisodeWriter writer = recorder[PlaceOf(Playing[row])];
            if (Spec.Actions.IsDiscrete)
            {
                writer.Write(SlotFields.Actions, Rows.Of<int>(_actions, Capacity, row));
            }
            else
            {
                writer.Write(SlotFields.ContinuousActions, Rows.Of<float>(_continuous, Capacity, row));
            }

            writer.EndStep((float)Steps[row].Reward, Steps[row].Terminated, Steps[row].Truncated);
        }
    }
}
