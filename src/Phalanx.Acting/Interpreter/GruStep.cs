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
        for (int i = 0; i < count; i++)
        {
            float r = SingleFunctions.Sigmoid(input[i] + hidden[i]);
            float z = SingleFunctions.Sigmoid(input[count + i] + hidden[count + i]);
            float n = SingleFunctions.Tanh(input[(2 * count) + i] + (r * hidden[(2 * count) + i]));
            memory[i] = n + (z * (memory[i] - n));
        }
    }
}
