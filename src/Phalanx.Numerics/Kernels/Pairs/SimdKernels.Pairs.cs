using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    internal override void MapPairs<TMap>(in Broadcast plan, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target)
    {
        CheckLengths(left.Length, plan.LeftCount);
        CheckLengths(right.Length, plan.RightCount);
        CheckLengths(target.Length, plan.Result.Count);
        int run = plan.Length(0);
        var cursor = new BroadcastCursor(plan);
        fixed (T* a = left)
        fixed (T* b = right)
        fixed (T* t = target)
        {
            for (int i = 0; i < target.Length; i += run, cursor.Advance())
            {
                if (plan.LeftStep(0) == 0)
                {
                    PairRun<TMap, Repeated, Contiguous>(a + cursor.Left, b + cursor.Right, t + i, run);
                }
                else if (plan.RightStep(0) == 0)
                {
                    PairRun<TMap, Contiguous, Repeated>(a + cursor.Left, b + cursor.Right, t + i, run);
                }
                else
                {
                    PairRun<TMap, Contiguous, Contiguous>(a + cursor.Left, b + cursor.Right, t + i, run);
                }
            }
        }
    }

    internal override void MapPairsBackward<TTerm>(
        in Broadcast plan, ReadOnlySpan<T> gradient, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target, bool accumulate)
    {
        CheckLengths(left.Length, plan.LeftCount);
        CheckLengths(right.Length, plan.RightCount);
        CheckLengths(gradient.Length, plan.Result.Count);
        CheckLengths(target.Length, TTerm.OfLeft ? plan.LeftCount : plan.RightCount);
        bool add = accumulate;
        if (!accumulate && target.Length != gradient.Length)
        {
            target.Clear();
            add = true;
        }

        int run = plan.Length(0);
        var cursor = new BroadcastCursor(plan);
        fixed (T* g = gradient)
        fixed (T* a = left)
        fixed (T* b = right)
        fixed (T* t = target)
        {
            for (int i = 0; i < gradient.Length; i += run, cursor.Advance())
            {
                T* to = t + (TTerm.OfLeft ? cursor.Left : cursor.Right);
                if (plan.LeftStep(0) == 0)
                {
                    TermRun<TTerm, Repeated, Contiguous>(g + i, a + cursor.Left, b + cursor.Right, to, run, add);
                }
                else if (plan.RightStep(0) == 0)
                {
                    TermRun<TTerm, Contiguous, Repeated>(g + i, a + cursor.Left, b + cursor.Right, to, run, add);
                }
                else
                {
                    TermRun<TTerm, Contiguous, Contiguous>(g + i, a + cursor.Left, b + cursor.Right, to, run, add);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PairRun<TMap, TLeft, TRight>(T* a, T* b, T* target, int count)
        where TMap : struct, IPairMap
        where TLeft : struct, IOperandAccess
        where TRight : struct, IOperandAccess
    {
        V left = TLeft.Repeats ? V.Create(*a) : default;
        V right = TRight.Repeats ? V.Create(*b) : default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V x = TLeft.Repeats ? left : V.Load(a + i);
            V y = TRight.Repeats ? right : V.Load(b + i);
            V.Store(TMap.Value<V, T>(x, y), target + i);
        }

        if (i < count)
        {
            int rest = count - i;
            V x = TLeft.Repeats ? left : V.LoadPartial(a + i, rest, default);
            V y = TRight.Repeats ? right : V.LoadPartial(b + i, rest, default);
            V.StorePartial(TMap.Value<V, T>(x, y), target + i, rest);
        }
    }

    /// <summary>The gradient of one run: element by element, or summed where the operand was one element repeated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TermRun<TTerm, TLeft, TRight>(T* g, T* a, T* b, T* target, int count, bool add)
        where TTerm : struct, IPairTerm
        where TLeft : struct, IOperandAccess
        where TRight : struct, IOperandAccess
    {
        if (TTerm.OfLeft ? TLeft.Repeats : TRight.Repeats)
        {
            *target += SumTerms<TTerm, TLeft, TRight>(g, a, b, count);
            return;
        }

        V left = TLeft.Repeats ? V.Create(*a) : default;
        V right = TRight.Repeats ? V.Create(*b) : default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V term = Term<TTerm, TLeft, TRight>(g + i, a + i, b + i, left, right);
            V.Store(add ? V.Load(target + i) + term : term, target + i);
        }

        if (i < count)
        {
            int rest = count - i;
            V term = PartialTerm<TTerm, TLeft, TRight>(g + i, a + i, b + i, left, right, rest);
            V.StorePartial(add ? V.LoadPartial(target + i, rest, default) + term : term, target + i, rest);
        }
    }

    /// <summary>One register of terms; what the formula does not read is not loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Term<TTerm, TLeft, TRight>(T* g, T* a, T* b, V left, V right)
        where TTerm : struct, IPairTerm
        where TLeft : struct, IOperandAccess
        where TRight : struct, IOperandAccess
    {
        V x = (TTerm.Reads & Operands.Left) == 0 || TLeft.Repeats ? left : V.Load(a);
        V y = (TTerm.Reads & Operands.Right) == 0 || TRight.Repeats ? right : V.Load(b);
        return TTerm.Value<V, T>(V.Load(g), x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PartialTerm<TTerm, TLeft, TRight>(T* g, T* a, T* b, V left, V right, int count)
        where TTerm : struct, IPairTerm
        where TLeft : struct, IOperandAccess
        where TRight : struct, IOperandAccess
    {
        V x = (TTerm.Reads & Operands.Left) == 0 || TLeft.Repeats ? left : V.LoadPartial(a, count, default);
        V y = (TTerm.Reads & Operands.Right) == 0 || TRight.Repeats ? right : V.LoadPartial(b, count, default);
        return TTerm.Value<V, T>(V.LoadPartial(g, count, default), x, y);
    }
}
