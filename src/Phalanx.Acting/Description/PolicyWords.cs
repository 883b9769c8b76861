namespace Phalanx.Acting;

/// <summary>The words of files for what descriptions say.</summary>
internal static class PolicyWords
{
    public static readonly string[] Activations = { "none", "relu" };

    public static readonly string[] Indices = { "last_action", "agent" };

    public static readonly string[] Poolings = { "max", "mean" };

    public static readonly string[] Actions = { "argmax", "tanh" };

    public static string Of(PolicyActivation activation) => Activations[(int)activation];

    public static string Of(PolicyIndex index) => Indices[(int)index];

    public static string Of(PolicyPooling pooling) => Poolings[(int)pooling];

    public static string Of(PolicyActionKind action) => Actions[(int)action];
}
