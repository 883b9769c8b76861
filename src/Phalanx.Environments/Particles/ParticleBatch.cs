using System.Globalization;

namespace Phalanx.Environments.Particles;

/// <summary>
/// What the particle environments have in common: a world of discs whose first ones are the agents, who choose a direction to push into.
/// </summary>
internal abstract class ParticleBatch : WorldBatch
{
    /// <summary>None, left, right, down, up.</summary>
    protected const int Directions = 5;

    /// <summary>The same by name.</summary>
    protected static ActionSpec Pushes => ActionSpec.Named("stay", "left", "right", "down", "up");

    /// <summary>What the numbers of a place, a way or a velocity are called.</summary>
    protected static readonly string[] Axes = ["x", "y"];

    /// <summary>Pictures show the plane from -1.5 to 1.5, at ten units of the board for one of the plane.</summary>
    private const double PictureReach = 1.5;

    private const double PictureScale = 10;

    protected ParticleBatch(EnvironmentSpec spec, Body[] bodies, int count)
        : base(spec, count) => World = new ParticleWorld(bodies, count);

    protected ParticleWorld World { get; }

    public override Frame Draw(int environment)
    {
        List<FrameItem> items = [];
        for (int body = World.Bodies.Length - 1; body >= 0; body--)
        {
            (FrameRole role, string label) = AppearanceOf(body);
            PlaneVector position = World.PositionsOf(environment)[body];
            FrameShape shape = role == FrameRole.Target ? FrameShape.Ring : FrameShape.Disc;
            double size = 2 * World.Bodies[body].Radius * PictureScale;
            items.Add(new FrameItem(role, shape, OnBoard(position.X), OnBoard(-position.Y), size)
            {
                Label = label,
                Id = body,
                Agent = body < Spec.Agents ? body : null,
                Kind = KindOf(body),
                Sight = body < Spec.Agents ? ViewRadius * PictureScale : null,
            });
        }

        // Bodies touch where they are after a step, so what happened can be seen from where they are.
        List<FrameEvent> events = [];
        if (Episodes.StepsOf(environment) > 0)
        {
            AddContacts(environment, events);
        }

        string step = Episodes.StepsOf(environment).ToString(CultureInfo.InvariantCulture);
        return new Frame(2 * PictureReach * PictureScale, 2 * PictureReach * PictureScale, items) { Caption = $"step {step}", Events = events };
    }

    /// <summary>Puts bodies at rest where a test wants them, all or the first ones.</summary>
    internal void Place(int environment, params ReadOnlySpan<(double X, double Y)> positions)
    {
        for (int body = 0; body < positions.Length; body++)
        {
            World.PositionsOf(environment)[body] = new PlaneVector(positions[body].X, positions[body].Y);
            World.VelocitiesOf(environment)[body] = default;
        }
    }

    internal (double X, double Y) PositionOf(int environment, int body) =>
        (World.PositionsOf(environment)[body].X, World.PositionsOf(environment)[body].Y);

    internal (double X, double Y) VelocityOf(int environment, int body) =>
        (World.VelocitiesOf(environment)[body].X, World.VelocitiesOf(environment)[body].Y);

    /// <summary>How far agents see; null where they see all.</summary>
    protected virtual double? ViewRadius => null;

    /// <summary>How a body looks in pictures.</summary>
    protected abstract (FrameRole Role, string Label) AppearanceOf(int body);

    /// <summary>What a body is.</summary>
    protected abstract string KindOf(int body);

    /// <summary>Lists the contacts that count in the last step.</summary>
    protected abstract void AddContacts(int environment, List<FrameEvent> events);

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
