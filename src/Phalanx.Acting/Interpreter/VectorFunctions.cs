using System.Numerics;

namespace Phalanx.Acting;

/// <summary>The functions of <see cref="SingleFunctions"/> in registers, operation by operation the same, so that they have the same bits.</summary>
/// <remarks>netstandard2.1 has neither a shift nor a rounding of vectors: powers of two come of a multiplication of integers, whole numbers of a large addend.</remarks>
internal static class VectorFunctions
{
    /// <summary>The exponential.</summary>
    public static Vector<float> Exp(Vector<float> x)
    {
        Vector<float> shifted = (x * new Vector<float>(SingleFunctions.Log2E)) + new Vector<float>(SingleFunctions.Rounder);
        Vector<float> n = shifted - new Vector<float>(SingleFunctions.Rounder);
        Vector<float> r = x - (n * new Vector<float>(SingleFunctions.Ln2High)) - (n * new Vector<float>(SingleFunctions.Ln2Low));
        var p = new Vector<float>(SingleFunctions.Exp6);
        p = (p * r) + new Vector<float>(SingleFunctions.Exp5);
        p = (p * r) + new Vector<float>(SingleFunctions.Exp4);
        p = (p * r) + new Vector<float>(SingleFunctions.Exp3);
        p = (p * r) + new Vector<float>(SingleFunctions.Exp2);
        p = (p * r) + new Vector<float>(SingleFunctions.Exp1);
        Vector<float> y = (p * (r * r)) + r + Vector<float>.One;
        Vector<int> power = Vector.AsVectorInt32(shifted) - new Vector<int>(SingleFunctions.RounderBits);
        y = Vector.AsVectorSingle(Vector.AsVectorInt32(y) + (power * new Vector<int>(1 << SingleFunctions.ExponentShift)));

        y = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(SingleFunctions.SmallestArgument)), Vector<float>.Zero, y);
        y = Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<float>(SingleFunctions.LargestArgument)), new Vector<float>(float.PositiveInfinity), y);
        return Vector.ConditionalSelect(Vector.Equals(x, x), y, x); // what is no number stays
    }

    /// <summary>The logistic function.</summary>
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exp(-x));

    /// <summary>The hyperbolic tangent.</summary>
    public static Vector<float> Tanh(Vector<float> x)
    {
        Vector<float> large = Vector<float>.One - (new Vector<float>(2f) / (Exp(x + x) + Vector<float>.One));
        Vector<float> square = x * x;
        var p = new Vector<float>(SingleFunctions.Tanh5);
        p = (p * square) + new Vector<float>(SingleFunctions.Tanh4);
        p = (p * square) + new Vector<float>(SingleFunctions.Tanh3);
        p = (p * square) + new Vector<float>(SingleFunctions.Tanh2);
        p = (p * square) + new Vector<float>(SingleFunctions.Tanh1);
        Vector<float> small = (p * square * x) + x;
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), new Vector<float>(SingleFunctions.SmallTanh)), small, large);
    }
}
