package hudson.model;

import java.util.Locale;

/** Colour of a build's or job's icon. */
public enum BallColor {
    RED, RED_ANIME, YELLOW, YELLOW_ANIME, BLUE, BLUE_ANIME, GREY, GREY_ANIME, DISABLED, DISABLED_ANIME, ABORTED, ABORTED_ANIME, NOTBUILT, NOTBUILT_ANIME;

    private static final String ANIME = "_ANIME";

    public String getIconName() {
        return toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public BallColor anime() {
        return isAnimated() ? this : valueOf(name() + ANIME);
    }

    public BallColor noAnime() {
        return isAnimated() ? valueOf(name().substring(0, name().length() - ANIME.length())) : this;
    }

    public boolean isAnimated() {
        return name().endsWith(ANIME);
    }
}
