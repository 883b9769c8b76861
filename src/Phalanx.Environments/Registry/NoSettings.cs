namespace Phalanx.Environments;

/// <summary>The settings of an environment that has none.</summary>
public sealed record NoSettings;
