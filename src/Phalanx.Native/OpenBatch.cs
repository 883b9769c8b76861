using System.Buffers;
using Phalanx.Environments;

namespace Phalanx.Native;

/// <summary>
/// A batch as callers outside step it. What .NET leaves to its callers is checked here: lists of environments, views of an environment that no episode began
/// in, and whether actions are available also where the masks were not asked for.
/// </summary>
internal sealed class OpenBatch : IDisposable
{
    // A list of this many environments and results fits on the stack.
    private const int FewRows = 128;

    private readonly IEnvironmentBatch _environments;

    // Bytes of their own, since calls for different environments may run at the same time.
    private readonly bool[] _begun;
    private readonly bool[] _masked;

    public OpenBatch(IEnvironmentBatch environments)
    {
        _environments = EnvironmentBatch.Guarded(environments);
        _begun = new bool[Count];
        _masked = new bool[Count];
    }

    /// <summary>What each of the environments is.</summary>
    public EnvironmentSpec Spec => _environments.Spec;

    /// <summary>How many there are.</summary>
    public int Count => _environments.Count;

    private int MaskWidth => Spec.Agents * Spec.Actions.Count;

    /// <summary>Begins an episode in each environment of a list.</summary>
    public void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds)
    {
        CheckList(which);
        for (int row = 0; row < which.Length; row++)
        {
            _begun[which[row]] = false;
            _masked[which[row]] = false;
            _environments.Reset(which[row], seeds[row]);
            _begun[which[row]] = true;
        }
    }

    /// <summary>Takes one step in each environment of a list.</summary>
    /// <param name="which">The environments.</param>
    /// <param name="actions">What their agents do.</param>
    /// <param name="rewards">Where to write a reward for each.</param>
    /// <param name="ended">Where to write how each ended: 0 it goes on, 1 terminated, 2 truncated.</param>
    public void Step(ReadOnlySpan<int> which, JointAction actions, Span<double> rewards, Span<byte> ended)
    {
        CheckList(which);
        CheckBegun(which, "was told to step");
        WriteMissingMasks(which);
        StepResult[]? rented = which.Length > FewRows ? ArrayPool<StepResult>.Shared.Rent(which.Length) : null;
        Span<StepResult> results = rented is null ? stackalloc StepResult[FewRows] : rented;
        results = results[..which.Length];
        try
        {
            _environments.Step(which, actions, results);
            for (int row = 0; row < which.Length; row++)
            {
                _masked[which[row]] = false;
                rewards[row] = results[row].Reward;
                ended[row] = (byte)(results[row].Terminated ? 1 : results[row].Truncated ? 2 : 0);
            }
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<StepResult>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Writes what the environments of a list look like now.</summary>
    public void Write(ReadOnlySpan<int> which, ViewBuffers views)
    {
        CheckList(which);
        CheckBegun(which, "was asked for a view");
        if (!views.Observations.IsEmpty)
        {
            _environments.WriteObservations(which, views.Observations);
        }

        if (!views.State.IsEmpty)
        {
            _environments.WriteState(which, views.State);
        }

        if (!views.Available.IsEmpty)
        {
            WriteAvailable(which, views.Available);
        }

        if (!views.Statistics.IsEmpty)
        {
            _environments.WriteStatistics(which, views.Statistics);
        }

        if (!views.Features.IsEmpty)
        {
            _environments.WriteAgentFeatures(which, views.Features);
        }

        if (!views.Alive.IsEmpty)
        {
            _environments.WriteAlive(which, views.Alive);
        }

        if (!views.Entities.IsEmpty || !views.Absent.IsEmpty || !views.Hidden.IsEmpty)
        {
            WriteEntities(which, views);
        }
    }

    /// <summary>A picture of one environment as lines of text; empty when it draws none.</summary>
    public string Print(int environment)
    {
        ReadOnlySpan<int> which = [environment];
        CheckList(which);
        CheckBegun(which, "was asked for a picture");
        return _environments.Draw(environment) is { } frame ? FrameText.Print(frame) : "";
    }

    /// <inheritdoc/>
    public void Dispose() => _environments.Dispose();

    /// <summary>Refuses a list with an environment that there is not, or with one twice.</summary>
    public void CheckList(ReadOnlySpan<int> which)
    {
        bool ascending = true;
        int previous = -1;
        foreach (int environment in which)
        {
            if ((uint)environment >= (uint)Count)
            {
                throw RefusedCallException.Argument(FormattableString.Invariant($"environment {environment} is not there; environments run from 0 to {Count - 1}"));
            }

            ascending &= environment > previous;
            previous = environment;
        }

        if (!ascending)
        {
            CheckDistinct(which);
        }
    }

    private void CheckDistinct(ReadOnlySpan<int> which)
    {
        bool[] seen = ArrayPool<bool>.Shared.Rent(Count);
        try
        {
            seen.AsSpan(0, Count).Clear();
            foreach (int environment in which)
            {
                if (seen[environment])
                {
                    throw RefusedCallException.Argument(FormattableString.Invariant($"environment {environment} is twice in the list"));
                }

                seen[environment] = true;
            }
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(seen);
        }
    }

    private void CheckBegun(ReadOnlySpan<int> which, string asked)
    {
        foreach (int environment in which)
        {
            if (!_begun[environment])
            {
                throw RefusedCallException.Contract(FormattableString.Invariant($"environment {environment} of '{Spec.Name}' {asked} but no episode has begun; reset it first"));
            }
        }
    }

    /// <summary>Lets the guard know what is available where the caller did not ask: else it could not tell an action that is not.</summary>
    private void WriteMissingMasks(ReadOnlySpan<int> which)
    {
        if (!Spec.Actions.IsDiscrete || !IsMaskMissing(which))
        {
            return;
        }

        bool[] mask = ArrayPool<bool>.Shared.Rent(MaskWidth);
        try
        {
            for (int row = 0; row < which.Length; row++)
            {
                if (!_masked[which[row]])
                {
                    WriteAvailable(which.Slice(row, 1), mask.AsSpan(0, MaskWidth));
                }
            }
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(mask);
        }
    }

    private bool IsMaskMissing(ReadOnlySpan<int> which)
    {
        foreach (int environment in which)
        {
            if (!_masked[environment])
            {
                return true;
            }
        }

        return false;
    }

    private void WriteAvailable(ReadOnlySpan<int> which, Span<bool> available)
    {
        _environments.WriteAvailableActions(which, available);
        foreach (int environment in which)
        {
            _masked[environment] = true;
        }
    }

    /// <summary>Writes the entities, which an environment writes with their masks or not at all; what is not wanted of them goes into borrowed arrays.</summary>
    private void WriteEntities(ReadOnlySpan<int> which, ViewBuffers views)
    {
        if (Spec.Entities is not { } entities)
        {
            return;
        }

        int rows = which.Length * entities.Count;
        using Borrowed<float> numbers = new(views.Entities, rows * entities.Width);
        using Borrowed<bool> absent = new(views.Absent, rows);
        using Borrowed<bool> hidden = new(views.Hidden, rows * Spec.Agents);
        _environments.WriteEntities(which, numbers.Span, absent.Span, hidden.Span);
    }

    /// <summary>A buffer that was given, or one from the pool in its place.</summary>
    private readonly ref struct Borrowed<T>
    {
        private readonly T[]? _array;

        public Borrowed(Span<T> given, int length)
        {
            _array = given.IsEmpty ? ArrayPool<T>.Shared.Rent(length) : null;
            Span = given.IsEmpty ? _array.AsSpan(0, length) : given;
        }

        public Span<T> Span { get; }

        public void Dispose()
        {
            if (_array is not null)
            {
                ArrayPool<T>.Shared.Return(_array);
            }
        }
    }
}
