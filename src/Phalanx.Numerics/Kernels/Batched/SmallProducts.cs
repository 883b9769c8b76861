using System.Numerics;
using System.Runtime.CompilerServices;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// The loops of small matrix products. Which one fits depends on the direction in which b is contiguous; either way an element of the
/// result is summed over the inner dimension in an order that only the inner length decides.
/// </summary>
internal static unsafe class SmallProducts<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ISimd<V, T>
{
    /// <summary>Runs the loop that fits.</summary>
    public static void Run(in SmallProduct<T> p)
    {
        if (p.BColumn == 1 && p.Columns > 1)
        {
            CombineRows(p);
        }
        else if (p.BInner == 1 && p.AInner == 1)
        {
            DotRows(p);
        }
        else
        {
            Plain(p);
        }
    }

    /// <summary>The columns of b are contiguous: a row of c is a combination of the rows of b, held in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineRows(in SmallProduct<T> product)
    {
        SmallProduct<T> p = product;
        for (int matrix = 0; matrix < p.Count; matrix++, p.A += p.AStep, p.B += p.BStep, p.C += p.CStep)
        {
            T* a = p.A;
            T* c = p.C;
            for (int i = 0; i < p.Rows; i++, a += p.ARow, c += p.CRow)
            {
                int j = 0;
                for (; j <= p.Columns - (2 * V.Count); j += 2 * V.Count)
                {
                    V s0 = V.Zero, s1 = V.Zero;
                    T* x = a;
                    T* b = p.B + j;
                    for (int k = p.Inner; k > 0; k--, x += p.AInner, b += p.BInner)
                    {
                        V factor = V.Create(*x);
                        s0 = V.Fma(factor, V.Load(b), s0);
                        s1 = V.Fma(factor, V.Load(b + V.Count), s1);
                    }

                    V.Store(p.Add ? V.Load(c + j) + s0 : s0, c + j);
                    V.Store(p.Add ? V.Load(c + j + V.Count) + s1 : s1, c + j + V.Count);
                }

                for (; j < p.Columns; j += V.Count)
                {
                    CombineOneRegister(p, a, p.B + j, c + j, Math.Min(V.Count, p.Columns - j));
                }
            }
        }
    }

    private static void CombineOneRegister(in SmallProduct<T> p, T* a, T* b, T* c, int width)
    {
        V sum = V.Zero;
        if (width == V.Count)
        {
            for (int k = p.Inner; k > 0; k--, a += p.AInner, b += p.BInner)
            {
                sum = V.Fma(V.Create(*a), V.Load(b), sum);
            }

            V.Store(p.Add ? V.Load(c) + sum : sum, c);
        }
        else
        {
            for (int k = p.Inner; k > 0; k--, a += p.AInner, b += p.BInner)
            {
                sum = V.Fma(V.Create(*a), V.LoadPartial(b, width, default), sum);
            }

            V.StorePartial(p.Add ? V.LoadPartial(c, width, default) + sum : sum, c, width);
        }
    }

    /// <summary>The inner dimension is contiguous on both sides: an element of c is a dot product; four at a time share a row of a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DotRows(in SmallProduct<T> product)
    {
        SmallProduct<T> p = product;
        int whole = p.Inner - (p.Inner % V.Count);
        int rest = p.Inner - whole;
        for (int matrix = 0; matrix < p.Count; matrix++, p.A += p.AStep, p.B += p.BStep, p.C += p.CStep)
        {
            T* a = p.A;
            T* c = p.C;
            for (int i = 0; i < p.Rows; i++, a += p.ARow, c += p.CRow)
            {
                int j = 0;
                T* b = p.B;
                for (; j <= p.Columns - 4; j += 4, b += 4 * p.BColumn)
                {
                    T* b1 = b + p.BColumn;
                    T* b2 = b1 + p.BColumn;
                    T* b3 = b2 + p.BColumn;
                    V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
                    for (int k = 0; k < whole; k += V.Count)
                    {
                        V x = V.Load(a + k);
                        s0 = V.Fma(x, V.Load(b + k), s0);
                        s1 = V.Fma(x, V.Load(b1 + k), s1);
                        s2 = V.Fma(x, V.Load(b2 + k), s2);
                        s3 = V.Fma(x, V.Load(b3 + k), s3);
                    }

                    if (rest > 0)
                    {
                        V x = V.LoadPartial(a + whole, rest, default);
                        s0 = V.Fma(x, V.LoadPartial(b + whole, rest, default), s0);
                        s1 = V.Fma(x, V.LoadPartial(b1 + whole, rest, default), s1);
                        s2 = V.Fma(x, V.LoadPartial(b2 + whole, rest, default), s2);
                        s3 = V.Fma(x, V.LoadPartial(b3 + whole, rest, default), s3);
                    }

                    Put(V.Sum(s0), c + j, p.Add);
                    Put(V.Sum(s1), c + j + 1, p.Add);
                    Put(V.Sum(s2), c + j + 2, p.Add);
                    Put(V.Sum(s3), c + j + 3, p.Add);
                }

                for (; j < p.Columns; j++, b += p.BColumn)
                {
                    V sum = V.Zero;
                    for (int k = 0; k < whole; k += V.Count)
                    {
                        sum = V.Fma(V.Load(a + k), V.Load(b + k), sum);
                    }

                    if (rest > 0)
                    {
                        sum = V.Fma(V.LoadPartial(a + whole, rest, default), V.LoadPartial(b + whole, rest, default), sum);
                    }

                    Put(V.Sum(sum), c + j, p.Add);
                }
            }
        }
    }

    /// <summary>Nothing that registers could load: only when both operands are transposed.</summary>
    private static void Plain(in SmallProduct<T> product)
    {
        SmallProduct<T> p = product;
        for (int matrix = 0; matrix < p.Count; matrix++, p.A += p.AStep, p.B += p.BStep, p.C += p.CStep)
        {
            for (int i = 0; i < p.Rows; i++)
            {
                for (int j = 0; j < p.Columns; j++)
                {
                    T sum = T.Zero;
                    for (int k = 0; k < p.Inner; k++)
                    {
                        sum = T.FusedMultiplyAdd(p.A[(i * p.ARow) + (k * p.AInner)], p.B[(k * p.BInner) + (j * p.BColumn)], sum);
                    }

                    Put(sum, p.C + (i * p.CRow) + j, p.Add);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(T value, T* target, bool add) => *target = add ? *target + value : value;
}
