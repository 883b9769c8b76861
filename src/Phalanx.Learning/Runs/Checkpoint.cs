using System.Globalization;
using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Runs;

/// <summary>A saved checkpoint of a run, read and found undamaged.</summary>
public sealed class Checkpoint
{
    private readonly SafetensorsFile _weights;
    private readonly SafetensorsFile _optimisers;

    private Checkpoint(string path, CheckpointState state, SafetensorsFile weights, SafetensorsFile optimisers)
    {
        Path = path;
        State = state;
        _weights = weights;
        _optimisers = optimisers;
    }

    /// <summary>The checkpoint's folder.</summary>
    public string Path { get; }

    /// <summary>The state of the run besides weights, optimisers and episodes.</summary>
    public CheckpointState State { get; }

    /// <summary>Reads all of a checkpoint.</summary>
    /// <exception cref="UserErrorException">Something in it is missing or damaged, or a number is not finite.</exception>
    internal static Checkpoint Open(string path, long tEnv)
    {
        try
        {
            CheckpointState state = CheckpointFiles.ReadState(path);
            if (state.TEnv != tEnv)
            {
                throw new InvalidDataException($"{CheckpointFiles.State} is of t_env {state.TEnv.ToString(CultureInfo.InvariantCulture)}");
            }

            return new Checkpoint(
                path,
                state,
                CheckpointFiles.ReadFiniteTensors(path, CheckpointFiles.Weights, state.Checksums?.Weights),
                CheckpointFiles.ReadFiniteTensors(path, CheckpointFiles.Optimiser, state.Checksums?.Optimiser));
        }
        catch (InvalidDataException damage)
        {
            throw new UserErrorException($"the checkpoint '{path}' is damaged: {damage.Message}", damage);
        }
    }

    /// <summary>
    /// Restores parameters and optimisers. Nothing changes unless everything fits: each group, tensor by tensor, by name,
    /// shape and precision, and no tensor left over.
    /// </summary>
    /// <exception cref="UserErrorException">The groups are not those that were saved.</exception>
    public void Restore<T>(IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fit(CheckpointFiles.Weights, () => CheckpointTensors.RequireWeights(_weights, groups));
        Fit(CheckpointFiles.Optimiser, () => CheckpointTensors.RequireOptimisers(_optimisers, groups));
        CheckpointTensors.Restore(_weights, _optimisers, groups);
    }

    /// <summary>
    /// Copies what was learned into a set that has a part of it, such as the agents alone, for acting without learning.
    /// </summary>
    /// <exception cref="UserErrorException">
    /// A parameter of the set was not saved, or has another shape; the set is then neither old nor new.
    /// </exception>
    public void LoadOnline<T>(ParameterSet<T> set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fit(CheckpointFiles.Weights, () =>
        {
            foreach (Parameter<T> parameter in set.Parameters)
            {
                _weights.CopyTo(CheckpointTensors.Online(parameter.Name), parameter.Value);
            }
        });
        set.Touch();
    }

    private void Fit(string file, Action check)
    {
        try
        {
            check();
        }
        catch (InvalidDataException misfit)
        {
            throw new UserErrorException(
                $"the checkpoint '{Path}' does not fit the run: {CheckpointFiles.Damage(file, misfit).Message}", misfit);
        }
    }
}
