namespace Phalanx.Environments.Particles;

/// <summary>A place, a velocity or a force in the plane; x to the right and y up.</summary>
internal readonly record struct PlaneVector(double X, double Y)
{
    public double SquaredLength => (X * X) + (Y * Y);

    public double Length => Math.Sqrt(SquaredLength);

    public static PlaneVector operator +(PlaneVector left, PlaneVector right) => new(left.X + right.X, left.Y + right.Y);

    public static PlaneVector operator -(PlaneVector left, PlaneVector right) => new(left.X - right.X, left.Y - right.Y);

    public static PlaneVector operator *(double factor, PlaneVector vector) => new(factor * vector.X, factor * vector.Y);
}
