namespace Phalanx.Learning.Recording;

/// <summary>The sections of an episode, in the order in which they stand. A reader skips those that it does not know.</summary>
internal enum SectionTag : byte
{
    None = 0,
    About = 1,
    Cast = 2,
    Frames = 3,
    Actions = 4,
    Available = 5,
    Values = 6,
    Joint = 7,
    Rewards = 8,
    Observations = 9,
    Seen = 10,
    Events = 11,
}
