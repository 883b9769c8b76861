using Phalanx.Foundation;

namespace Phalanx.Environments.Particles;

/// <summary>
/// Simple tag, for a team: predators hunt a faster prey that follows a script, around landmarks that stand in the way.
/// </summary>
internal sealed class ParticleTag : ParticleBatch
{
    private const double Reach = 1;
    private const double LandmarkReach = 0.9;
    private const double RewardOfContact = 10;

    private static readonly StreamPurpose Start = StreamPurpose.Named("mpe/tag/start");
    private static readonly StreamPurpose PreyMoves = StreamPurpose.Named("mpe/tag/prey");

    private readonly TagSettings _settings;
    private readonly double _touching;
    private readonly int[] _contacts;

    public ParticleTag(TagSettings settings, int count)
        : base(SpecOf(settings), BodiesOf(settings), count)
    {
        _settings = settings;
        _touching = World.Bodies[0].Radius + World.Bodies[Prey].Radius;
        _contacts = new int[count];
    }

    /// <summary>The prey follows the predators; then come the landmarks.</summary>
    private int Prey => _settings.Predators;

    protected override void Begin(int environment, ulong seed)
    {
        _contacts[environment] = 0;
        RandomStream random = new(seed, Start, 0);
        World.Scatter(environment, ..(Prey + 1), Reach, ref random);
        World.Scatter(environment, (Prey + 1).., LandmarkReach, ref random);
    }

    protected override (double Reward, bool Terminated) Advance(int environment, ReadOnlySpan<int> actions)
    {
        Push(environment, actions);
        World.ForcesOf(environment)[Prey] = ForceOfPrey(environment);
        World.Move(environment);
        int contacts = ContactsOf(environment);
        _contacts[environment] += contacts;
        return (RewardOfContact * contacts, false);
    }

    /// <summary>Own velocity and position; landmarks, other predators and prey from here; the prey's velocity. What is too far is zeros.</summary>
    protected override void Observe(int environment, int agent, Span<float> values)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        ReadOnlySpan<PlaneVector> velocities = World.VelocitiesOf(environment);
        int at = Write(values, 0, velocities[agent]);
        at = Write(values, at, positions[agent]);
        for (int landmark = Prey + 1; landmark < positions.Length; landmark++)
        {
            at = WriteSeen(values, at, positions[landmark] - positions[agent], positions[landmark] - positions[agent]);
        }

        for (int other = 0; other <= Prey; other++)
        {
            if (other != agent)
            {
                at = WriteSeen(values, at, positions[other] - positions[agent], positions[other] - positions[agent]);
            }
        }

        WriteSeen(values, at, positions[Prey] - positions[agent], velocities[Prey]);
    }

    protected override void Measure(int environment, Span<float> statistics) => statistics[0] = _contacts[environment];

    protected override (FrameRole Role, string Label) AppearanceOf(int body) => body.CompareTo(Prey) switch
    {
        < 0 => (FrameRole.Agent, $"{body}"),
        0 => (FrameRole.Opponent, ""),
        _ => (FrameRole.Obstacle, ""),
    };

    protected override double? ViewRadius => _settings.ViewRadius;

    protected override string KindOf(int body) => body.CompareTo(Prey) switch { < 0 => "predator", 0 => "prey", _ => "landmark" };

    protected override void AddContacts(int environment, List<FrameEvent> events)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        for (int predator = 0; predator < Prey; predator++)
        {
            if (Touch(positions[predator], positions[Prey]))
            {
                events.Add(new FrameEvent(FrameEvents.Collide, predator, Prey));
            }
        }
    }

    /// <summary>What the prey does in a step is drawn at the step's own address.</summary>
    private PlaneVector ForceOfPrey(int environment)
    {
        RandomStream random = new(Episodes.SeedOf(environment), PreyMoves, (ulong)Episodes.StepsOf(environment));
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        return _settings.Prey == PreyBehaviour.Flees
            ? FleeingPrey.ForceOf(positions[Prey], positions[..Prey], _touching, ref random)
            : World.Bodies[Prey].Acceleration * ParticleWorld.DirectionOf(random.NextInt(Directions));
    }

    private int ContactsOf(int environment)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        int contacts = 0;
        foreach (PlaneVector predator in positions[..Prey])
        {
            contacts += Touch(predator, positions[Prey]) ? 1 : 0;
        }

        return contacts;
    }

    private bool Touch(PlaneVector predator, PlaneVector prey) => (predator - prey).Length < _touching;

    private int WriteSeen(Span<float> values, int at, PlaneVector away, PlaneVector what) =>
        Write(values, at, away.Length > _settings.ViewRadius ? default : what);

    private static Body[] BodiesOf(TagSettings settings)
    {
        Body[] bodies = new Body[settings.Predators + 1 + settings.Landmarks];
        bodies.AsSpan(0, settings.Predators).Fill(new Body(Radius: 0.075) { Moves = true, Solid = true, Acceleration = 3, MaxSpeed = 1 });
        bodies[settings.Predators] = new Body(Radius: 0.05) { Moves = true, Solid = true, Acceleration = 4, MaxSpeed = 1.3 };
        bodies.AsSpan(settings.Predators + 1).Fill(new Body(Radius: 0.2) { Solid = true });
        return bodies;
    }

    /// <summary>The specification that follows from settings.</summary>
    public static EnvironmentSpec SpecOf(TagSettings settings)
    {
        int observation = 4 + (2 * settings.Landmarks) + (2 * settings.Predators) + 2;
        return new EnvironmentSpec
        {
            Name = "mpe/tag",
            Agents = settings.Predators,
            Actions = Pushes,
            ObservationSize = observation,
            StateSize = settings.Predators * observation,
            EpisodeLimit = settings.EpisodeLimit,
            Statistics = ["contacts"],
            ObservationParts = ObservationPart.InOrder(
                new ObservationPart("velocity", 0, [2]) { Features = Axes },
                new ObservationPart("place", 0, [2]) { Features = Axes },
                new ObservationPart("ways to landmarks", 0, [settings.Landmarks, 2]) { Features = Axes },
                new ObservationPart("ways to predators", 0, [settings.Predators - 1, 2]) { Features = Axes },
                new ObservationPart("way to the prey", 0, [2]) { Features = Axes },
                new ObservationPart("velocity of the prey", 0, [2]) { Features = Axes }),
        };
    }
}
