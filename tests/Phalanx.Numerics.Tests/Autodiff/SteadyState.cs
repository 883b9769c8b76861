using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

/// <summary>A step like the one before must not allocate.</summary>
internal static class SteadyState
{
    public static void AllocatesNothing(Shape[] shapes, Func<Variable<float>[], Variable<float>> operation)
    {
        var set = new ParameterSet<float>();
        for (int i = 0; i < shapes.Length; i++)
        {
            set.Declare($"input{i}", shapes[i], Initialiser.Zeros);
        }

        var tape = new Tape<float>();
        var gradients = new Gradients<float>(set);
        var inputs = new Variable<float>[shapes.Length];
        float[] seed = new float[1 << 14];
        long before = 0;
        for (int step = 0; step < 5; step++)
        {
            // The first steps grow arenas and pools and compile.
            if (step == 3)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            tape.Reset();
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = tape.Use(set.Parameters[i]);
            }

            Variable<float> output = operation(inputs);
            tape.Backward(output, seed.AsSpan(0, output.Shape.Count), gradients);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
