using System.Globalization;

namespace Phalanx.Environments.Particles;

/// <summary>
/// What the particle environments have in common: a world of discs whose first ones are the agents, who choose a direction to push into.
/// </summary>
internal abstract class ParticleBatch : WorldBatch
{
    /// <summary>None, left, right, down, up.</summary>
    protected const int Directions = 5;

    /// <summary>Pictures show the plane from -1.5 to 1.5, at ten units of the board for one of the plane.</summary>
    private const double PictureReach = 1.5;

    private const double PictureScale = 10;

    protected ParticleBatch(EnvironmentSpec spec, Body[] bodies, int count)
        : base(spec, count) => World = new ParticleWorld(bodies, count);

    protected ParticleWorld World { get; }

    public override Frame Draw(int environment)
    {
        List<FrameItem> items = [];
        for (int thing = World.Bodies.Length - 1; thing >= 0; thing--)
        {
            (FrameRole role, string label) = LookOf(thing);
            PlaneVector position = World.PositionsOf(environment)[thing];
            FrameShape shape = role == FrameRole.Target ? FrameShape.Ring : FrameShape.Disc;
            double size = 2 * World.Bodies[thing].Radius * PictureScale;
            items.Add(new FrameItem(role, shape, OnBoard(position.X), OnBoard(-position.Y), size) { Label = label });
        }

        string step = Episodes.StepsOf(environment).ToString(CultureInfo.InvariantCulture);
        return new Frame(2 * PictureReach * PictureScale, 2 * PictureReach * PictureScale, items) { Caption = $"step {step}" };
    }

    /// <summary>Puts things at rest where a test wants them, all or the first ones.</summary>
    internal void Place(int environment, params ReadOnlySpan<(double X, double Y)> positions)
    {
        for (int thing = 0; thing < positions.Length; thing++)
        {
            World.PositionsOf(environment)[thing] = new PlaneVector(positions[thing].X, positions[thing].Y);
            World.VelocitiesOf(environment)[thing] = default;
        }
    }

    internal (double X, double Y) PositionOf(int environment, int thing) =>
        (World.PositionsOf(environment)[thing].X, World.PositionsOf(environment)[thing].Y);

    internal (double X, double Y) VelocityOf(int environment, int thing) =>
        (World.VelocitiesOf(environment)[thing].X, World.VelocitiesOf(environment)[thing].Y);

    /// <summary>How a thing looks in pictures.</summary>
    protected abstract (FrameRole Role, string Label) LookOf(int thing);

    /// <summary>Each agent pushes into its direction.</summary>
    protected void Push(int environment, ReadOnlySpan<int> actions)
    {
        Span<PlaneVector> forces = World.ForcesOf(environment);
        for (int agent = 0; agent < actions.Length; agent++)
        {
            forces[agent] = World.Bodies[agent].Acceleration * ParticleWorld.DirectionOf(actions[agent]);
        }
    }

    protected static int Write(Span<float> values, int at, PlaneVector vector)
    {
        values[at] = (float)vector.X;
        values[at + 1] = (float)vector.Y;
        return at + 2;
    }

    private static double OnBoard(double coordinate) => (Math.Clamp(coordinate, -PictureReach, PictureReach) + PictureReach) * PictureScale;
}
