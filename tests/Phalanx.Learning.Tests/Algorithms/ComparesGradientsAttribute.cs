namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>A test that compares the gradient of an algorithm's loss with differences of it, as <see cref="LossDifferences.Compared"/> notes.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ComparesGradientsAttribute : Attribute;
