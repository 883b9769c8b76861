using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// How two shapes are brought to one, as NumPy does: axes are matched from the last, and one of length 1, or that is missing in front,
/// is repeated. Neighbouring axes that both operands read alike are merged, so that equal shapes become one axis, a row or a column
/// against a matrix two, and the innermost axis is as long as it can be.
/// </summary>
internal readonly struct Broadcast
{
    private readonly Numbers _lengths;
    private readonly Numbers _leftSteps;
    private readonly Numbers _rightSteps;

    private Broadcast(Shape result, Shape left, Shape right)
    {
        Result = result;
        LeftCount = left.Count;
        RightCount = right.Count;
        int leftStride = 1;
        int rightStride = 1;
        int rank = 0;
        for (int back = 1; back <= result.Rank; back++)
        {
            int length = result[-back];
            int leftLength = LengthFromBack(left, back);
            int rightLength = LengthFromBack(right, back);
            if (length != 1)
            {
                int leftStep = leftLength == 1 ? 0 : leftStride;
                int rightStep = rightLength == 1 ? 0 : rightStride;
                if (rank > 0
                    && leftStep == _leftSteps[rank - 1] * _lengths[rank - 1]
                    && rightStep == _rightSteps[rank - 1] * _lengths[rank - 1])
                {
                    _lengths[rank - 1] *= length;
                }
                else
                {
                    _lengths[rank] = length;
                    _leftSteps[rank] = leftStep;
                    _rightSteps[rank++] = rightStep;
                }
            }

            leftStride *= leftLength;
            rightStride *= rightLength;
        }

        if (rank == 0)
        {
            _lengths[0] = 1;
            _leftSteps[0] = 1;
            _rightSteps[0] = 1;
            rank = 1;
        }

        Rank = rank;
    }

    /// <summary>The common shape.</summary>
    public Shape Result { get; }

    /// <summary>Elements of the left operand; fewer than the result has where they are used more than once.</summary>
    public int LeftCount { get; }

    /// <summary>Elements of the right operand.</summary>
    public int RightCount { get; }

    /// <summary>Number of merged axes, at least one.</summary>
    public int Rank { get; }

    /// <summary>The plan for two shapes.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be brought to one.</exception>
    public static Broadcast Of(Shape left, Shape right)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> lengths = stackalloc int[Shape.MaxRank];
        for (int back = 1; back <= rank; back++)
        {
            int leftLength = LengthFromBack(left, back);
            int rightLength = LengthFromBack(right, back);
            if (leftLength != rightLength && leftLength != 1 && rightLength != 1)
            {
                throw new ArgumentException($"The shapes {left} and {right} cannot be broadcast together.");
            }

            lengths[rank - back] = leftLength == 1 ? rightLength : leftLength;
        }

        return new Broadcast(new Shape(lengths[..rank]), left, right);
    }

    /// <summary>Length of a merged axis; 0 is the innermost.</summary>
    public int Length(int axis) => _lengths[axis];

    /// <summary>Elements of the left operand from one index of a merged axis to the next; 0 or 1 for the innermost.</summary>
    public int LeftStep(int axis) => _leftSteps[axis];

    /// <summary>The same of the right operand.</summary>
    public int RightStep(int axis) => _rightSteps[axis];

    private static int LengthFromBack(Shape shape, int back) => back <= shape.Rank ? shape[-back] : 1;

    [InlineArray(Shape.MaxRank)]
    internal struct Numbers
    {
        private int _first;
    }
}

/// <summary>Walks over the innermost runs of a <see cref="Broadcast"/>, in the order of the result.</summary>
internal ref struct BroadcastCursor(in Broadcast plan)
{
    private readonly ref readonly Broadcast _plan = ref plan;
    private Broadcast.Numbers _at;

    /// <summary>First element of the left operand in this run.</summary>
    public int Left { get; private set; }

    /// <summary>First element of the right operand in this run.</summary>
    public int Right { get; private set; }

    /// <summary>Goes to the next run.</summary>
    public void Advance()
    {
        for (int axis = 1; axis < _plan.Rank; axis++)
        {
            Left += _plan.LeftStep(axis);
            Right += _plan.RightStep(axis);
            if (++_at[axis] < _plan.Length(axis))
            {
                return;
            }

            Left -= _plan.LeftStep(axis) * _plan.Length(axis);
            Right -= _plan.RightStep(axis) * _plan.Length(axis);
            _at[axis] = 0;
        }
    }
}
