namespace Phalanx.Learning.Settings;

/// <summary>The largest sizes of networks that settings may ask for. Products of two of them are whole numbers of 32 bits.</summary>
internal static class NetworkSizes
{
    /// <summary>The widest layer: the weights of a recurrent one take 3.2 GB then, and one of twice the width is more than one piece of memory can hold.</summary>
    public const int MostWidth = 16_384;

    /// <summary>The most heads, kernels, outputs, or samples of a distribution: a value of each is computed for every agent in every step.</summary>
    public const int MostParts = 1024;

    /// <summary>The most layers in a row.</summary>
    public const int MostLayers = 64;
}
