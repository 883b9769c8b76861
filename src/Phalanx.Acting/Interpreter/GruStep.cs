using System.Numerics;
using System.Runtime.InteropServices;

namespace Phalanx.Acting;

/// <summary>The gated recurrent unit: two products for all agents, then the gates number by number. What comes out is the memory of the next step.</summary>
internal sealed class GruStep : PolicyStep
{
    private readonly PackedMatrix _ofInput;
    private readonly PackedMatrix _ofMemory;
    private readonly int _memory;

    public GruStep(GruOperation operation, ExportedPolicy policy, int input, int output)
        : base(input, output)
    {
        _memory = policy.Description.Memory;
        _ofInput = Packed(operation.InputWeight, operation.InputBias);
        _ofMemory = Packed(operation.MemoryWeight, operation.MemoryBias);

        PackedMatrix Packed(string weight, string bias)
        {
            PolicyTensor tensor = policy.TensorOf(weight);
            return new PackedMatrix(tensor.Values, tensor.Shape[1], tensor.Shape[0], policy.TensorOf(bias).Values);
        }
    }

    public override void Run(PolicyWorkspace workspace)
    {
        int agents = workspace.Agents;
        MatrixProduct.Apply(workspace[Input], workspace.StrideOf(Input), agents, _ofInput, workspace.InputGates);
        MatrixProduct.Apply(workspace.Memory, _memory, agents, _ofMemory, workspace.MemoryGates);
        int stride = workspace.StrideOf(Output);
        for (int agent = 0; agent < agents; agent++)
        {
            Span<float> memory = workspace.Memory.AsSpan(agent * _memory, _memory);
            Pass(workspace.InputGates.AsSpan(agent * _ofInput.Stride, 3 * _memory), workspace.MemoryGates.AsSpan(agent * _ofMemory.Stride, 3 * _memory), memory);
            memory.CopyTo(workspace[Output].Slice(agent * stride));
        }
    }

    private static void Pass(ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, Span<float> memory)
    {
        int count = memory.Length;
        int done = MatrixProduct.UsesRegisters ? PassRegisters(input, hidden, memory) : 0;
        for (int i = done; i < count; i++)
        {
            float r = SingleFunctions.Sigmoid(input[i] + hidden[i]);
            float z = SingleFunctions.Sigmoid(input[count + i] + hidden[count + i]);
            float n = SingleFunctions.Tanh(input[(2 * count) + i] + (r * hidden[(2 * count) + i]));
            memory[i] = n + (z * (memory[i] - n));
        }
    }

    /// <summary>The same, as far as whole registers go. How far that was.</summary>
    private static int PassRegisters(ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, Span<float> memory)
    {
        int count = memory.Length;
        Span<Vector<float>> state = MemoryMarshal.Cast<float, Vector<float>>(memory);
        ReadOnlySpan<Vector<float>> inputR = MemoryMarshal.Cast<float, Vector<float>>(input.Slice(0, count));
        ReadOnlySpan<Vector<float>> inputZ = MemoryMarshal.Cast<float, Vector<float>>(input.Slice(count, count));
        ReadOnlySpan<Vector<float>> inputN = MemoryMarshal.Cast<float, Vector<float>>(input.Slice(2 * count, count));
        ReadOnlySpan<Vector<float>> hiddenR = MemoryMarshal.Cast<float, Vector<float>>(hidden.Slice(0, count));
        ReadOnlySpan<Vector<float>> hiddenZ = MemoryMarshal.Cast<float, Vector<float>>(hidden.Slice(count, count));
        ReadOnlySpan<Vector<float>> hiddenN = MemoryMarshal.Cast<float, Vector<float>>(hidden.Slice(2 * count, count));
        for (int i = 0; i < state.Length; i++)
        {
            Vector<float> r = VectorFunctions.Sigmoid(inputR[i] + hiddenR[i]);
            Vector<float> z = VectorFunctions.Sigmoid(inputZ[i] + hiddenZ[i]);
            Vector<float> n = VectorFunctions.Tanh(inputN[i] + (r * hiddenN[i]));
            state[i] = n + (z * (state[i] - n));
        }

        return state.Length * Vector<float>.Count;
    }
}
