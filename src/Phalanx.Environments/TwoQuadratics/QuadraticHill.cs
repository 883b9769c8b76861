namespace Phalanx.Environments.TwoQuadratics;

/// <summary>One of the two hills over the plane of joint actions.</summary>
/// <param name="Centre">Where its top is, the same for both agents.</param>
/// <param name="Top">How high it is.</param>
/// <param name="Steepness">How fast it falls off.</param>
/// <param name="Width">How wide it is.</param>
internal readonly record struct QuadraticHill(double Centre, double Top, double Steepness, double Width)
{
    /// <summary>How high it is at a joint action.</summary>
    public double HeightAt(double first, double second, QuadraticScale scale) =>
        Top - (Steepness * (Fall(first, scale) + Fall(second, scale)));

    /// <summary>How far from the top, along one action alone, it is lower by something.</summary>
    public double DistanceOf(double fall, QuadraticScale scale) =>
        Math.Sqrt(fall / Steepness * (scale == QuadraticScale.Argument ? Width * Width : Width));

    private double Fall(double action, QuadraticScale scale)
    {
        double distance = action - Centre;
        return scale == QuadraticScale.Argument ? distance / Width * (distance / Width) : distance * distance / Width;
    }
}
