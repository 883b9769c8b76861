namespace Phalanx.Acting;

/// <summary>Refuses weights that no policy can act by.</summary>
internal static class TensorChecks
{
    /// <exception cref="PolicyFormatException">A weight is not finite, or there are too many.</exception>
    public static void ThrowIfWrong(PolicyDescription description, IReadOnlyList<PolicyTensor> tensors)
    {
        long bytes = 0;
        foreach (PolicyTensor tensor in tensors)
        {
            bytes += sizeof(float) * (long)tensor.Values.Length;
            foreach (float value in tensor.Values)
            {
                if (float.IsNaN(value) || float.IsInfinity(value))
                {
                    throw new PolicyFormatException($"The tensor '{tensor.Name}' of the policy for '{PolicyText.Shown(description.Origin.Environment)}' holds a weight that is not finite.");
                }
            }
        }

        if (bytes > PolicyLimits.FileBytes)
        {
            throw new PolicyFormatException($"The weights have {bytes} bytes; at most {PolicyLimits.FileBytes} are allowed.");
        }
    }
}
